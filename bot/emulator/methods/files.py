"""How do files go to Telegram and come back?

Invariant: a file is addressed by its id in messages and by its path in downloads, and its bytes are
those that were uploaded.
"""

from bot.emulator.methods.parameters import Parameters
from bot.emulator.methods.places import writable
from bot.emulator.methods.sending import caption_content, send
from bot.emulator.world.errors import ApiError, bad_request
from bot.emulator.world.state import Json, State, StoredFile

UPLOAD_LIMIT = 50_000_000  # bytes; Bot API, "Sending files"
DOWNLOAD_LIMIT = 20_000_000  # bytes; Bot API, getFile


def send_document(state: State, parameters: Parameters) -> Json:
    """Send a file with an optional caption."""
    chat = writable(state, parameters)
    stored = _file(state, parameters, "document")
    content = {"document": document_json(stored), **caption_content(parameters)}
    return send(state, chat, parameters, content)


def send_photo(state: State, parameters: Parameters) -> Json:
    """Send a picture with an optional caption; the picture itself is not looked at."""
    chat = writable(state, parameters)
    stored = _file(state, parameters, "photo")
    content = {"photo": photo_json(stored), **caption_content(parameters)}
    return send(state, chat, parameters, content)


def get_file(state: State, parameters: Parameters) -> Json:
    """Tell where a file can be downloaded."""
    stored = state.files.get(parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.upload.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**_identity(stored), "file_path": stored.path}


def download(state: State, path: str) -> bytes:
    """Return the bytes of the file with a path, or raise a 404."""
    for stored in state.files.values():
        if stored.path == path:
            return stored.upload.content
    raise ApiError(404, "Not Found")


def document_json(stored: StoredFile) -> Json:
    """Return the Document object of a file."""
    upload = stored.upload
    return {**_identity(stored), "file_name": upload.name, "mime_type": upload.mime_type}


def photo_json(stored: StoredFile) -> list[Json]:
    """Return the list of PhotoSize objects of a file: one, of one pixel."""
    return [{**_identity(stored), "width": 1, "height": 1}]


def _identity(stored: StoredFile) -> Json:
    return {
        "file_id": stored.id,
        "file_unique_id": f"unique-{stored.id}",
        "file_size": len(stored.upload.content),
    }


def _file(state: State, parameters: Parameters, name: str) -> StoredFile:
    value = parameters.text(name)
    upload = parameters.files.get(value.removeprefix("attach://") or name)
    if upload is None:
        if value in state.files:
            return state.files[value]
        raise bad_request(f'wrong file identifier specified in "{name}"; URLs are not emulated')
    if len(upload.content) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    return state.store(upload, f"{name}s")
