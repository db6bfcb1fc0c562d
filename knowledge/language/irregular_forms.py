"""Which English word is an irregular form of which other: won of win, European of Europe?

A stemmer leaves them apart. The index does, too: only a dictionary is asked by the basic form.
Invariant: a form that may as well be another word (found, left, ground) stands for the usual one.
"""

# A word, then its forms, words divided by commas.
_FORMS = """
arise arose arisen, awake awoke, bear bore born borne, become became, begin began begun, bend bent,
bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, breed bred,
bring brought, build built, burn burnt, buy bought, catch caught, choose chose chosen, come came,
deal dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten,
fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fly flew flown,
forbid forbade forbidden, forget forgot forgotten, forgive forgave, freeze froze frozen,
get got gotten, give gave given, go went gone, grow grew grown, hang hung, hear heard,
hide hid hidden, hold held, keep kept, know knew known, lay laid, lead led, lend lent, lose lost,
make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung, rise rose risen,
run ran, say said, see saw seen, seek sought, sell sold, send sent, shake shook shaken,
shine shone, shoot shot, shrink shrank, sing sang sung, sink sank sunk, sit sat, sleep slept,
slide slid, speak spoke spoken, spend spent, spin spun, stand stood, steal stole stolen,
stick stuck, strike struck, swear swore sworn, sweep swept, swim swam swum, swing swung,
take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown,
understand understood, wake woke woken, wear wore worn, weave wove woven, win won, withdraw withdrew
withdrawn, write wrote written, child children, foot feet, goose geese, man men, mouse mice,
person people, tooth teeth, woman women, crisis crises, thesis theses, life lives, wife wives,
good better best, bad worse worst, far further furthest
"""

# An adjective of a place, then the place.
_PLACES = """
african africa, american america, arabic arabia, asian asia, australian australia, austrian
austria, belgian belgium, brazilian brazil, british britain, canadian canada, cantonese canton,
chinese china, danish denmark, dutch netherlands, egyptian egypt, english england, european
europe, finnish finland, french france, german germany, greek greece, indian india, indonesian
indonesia, iranian iran, iraqi iraq, irish ireland, israeli israel, italian italy, japanese
japan, korean korea, malaysian malaysia, mexican mexico, mongolian mongolia, norwegian norway,
pakistani pakistan, persian persia, polish poland, portuguese portugal, roman rome, russian
russia, scottish scotland, soviet ussr, spanish spain, swedish sweden, swiss switzerland,
taiwanese taiwan, thai thailand, tibetan tibet, turkish turkey, ukrainian ukraine, vietnamese
vietnam, welsh wales, eastern east, northern north, southern south, western west, californian
california, victorian victoria
"""

_FORMS_OF = {basic: tuple(forms) for basic, *forms in map(str.split, _FORMS.split(","))}
_BASIC = {form: basic for basic, forms in _FORMS_OF.items() for form in forms}


_PLACE_OF = dict(pair.split() for pair in _PLACES.split(","))


def place_of(word: str) -> str | None:
    """Return the place that an adjective is of, None for any other word.

    >>> place_of("european"), place_of("new")
    ('europe', None)
    """
    return _PLACE_OF.get(word)


def forms_of(word: str) -> tuple[str, ...]:
    """Return the irregular forms of a word.

    >>> forms_of("win"), forms_of("write"), forms_of("city")
    (('won',), ('wrote', 'written'), ())
    """
    return _FORMS_OF.get(word, ())


def basic_form(word: str) -> str:
    """Return the word that an irregular form is one of; any other word as it is.

    >>> basic_form("won"), basic_form("children"), basic_form("cities")
    ('win', 'child', 'cities')
    """
    return _BASIC.get(word, word)
