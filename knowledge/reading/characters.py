"""Which Chinese characters tell the scripts, and Chinese from rubbish, apart?

Invariant: `TRADITIONAL` and `SIMPLIFIED` have no character in common and pair up one to one, place
by place; neither holds a character that the other script writes too (后, 里, 台, 云, 万 …).
"""

TRADITIONAL = (
    "這個們來為說時國會對學過發經還樣開關見長動現實點問題應體進機業電話東車書與無從兩頭間當沒氣親員區"
    "軍務場報記設調論議讓認語請誰該變負財費資質購運達選遠連邊鄉醫銀錢門陽際難預領類顯風飛飯館馬驗魚鳥麗"
    "黃齊龍積競節紅級結給統維網線練總績職聯聲腦舉舊華處號術衛裝規視覺觀計訂訊許評證識賽贏轉輕辦農鐵階陸"
)
SIMPLIFIED = (
    "这个们来为说时国会对学过发经还样开关见长动现实点问题应体进机业电话东车书与无从两头间当没气亲员区"
    "军务场报记设调论议让认语请谁该变负财费资质购运达选远连边乡医银钱门阳际难预领类显风飞饭馆马验鱼鸟丽"
    "黄齐龙积竞节红级结给统维网线练总绩职联声脑举旧华处号术卫装规视觉观计订讯许评证识赛赢转轻办农铁阶陆"
)

# The characters that news prints most, in both scripts: together about half of any Chinese page,
# and less than a twentieth of what a wrong charset makes of one.
COMMON = frozenset(
    "的一是不了在人有我他大中上個个國国為为以和地到年月日時时會会要發发這这來来出行市成分生對对同"
    "多可也能下於于與与用新學学本公家工作前方全民開开業业主過过動动進进部理現现政法高自得長长機机"
    "電电後后加表將将所她你們们就說说都而及等並并由從从被此但或其已之天小三二十五四六七八九元萬万億亿"
    "名位者員员記记報报導导場场經经濟济社區区城路車车站局員府縣县省今明第次力建設设備备關关係系統统"
    "問问題题事物服務务情況况計计劃划平台重點点安體体實实數数字資资金市場網网信息技術术產产品企"
    "合同規规定度比最無无沒没還还再很因如果只想看見见知道書书教育文化水心好目標标提供增活居住老年輕轻"
    "約约請请打話话外內内北京東东西南海山起來間间月底門门向正式意期首度月相當当接受先通保持"
)
