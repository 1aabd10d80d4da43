"""Requests that never touch the disk: Werkzeug would spool large bodies to a temporary file."""

from io import BytesIO
from time import monotonic
from typing import IO, Any, cast

from flask import Request, abort
from werkzeug.datastructures import FileStorage, Headers, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser, MultiPartParser

DRAINED_BYTES = 32 * 1024 * 1024
DRAINED_SECONDS = 5.0
CHUNK = 64 * 1024


class Meter:
    """Counts what is read of a body, and how much of it is files: the rest is text, in memory."""

    def __init__(self, stream: IO[bytes], most_text: int | None) -> None:
        self.stream, self.most_text = stream, most_text
        self.text_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """Read on; 413 once there is more text than a form can hold."""
        data = self.stream.read(size)
        self.text_bytes += len(data)
        if self.most_text is not None and self.text_bytes > self.most_text + CHUNK:
            raise RequestEntityTooLarge
        return data

    def was_file(self, size: int) -> None:
        """Say that so many bytes went into a file."""
        self.text_bytes -= size


class Basket(BytesIO):
    """Takes in a sent file, up to `room` bytes; what comes after that is read and let go."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room
        self.meter: Meter | None = None

    def write(self, data: Any) -> int:
        """Keep what there is room for."""
        if self.meter:
            self.meter.was_file(len(data))
        super().write(memoryview(data)[: max(0, self.room - self.tell())])
        return len(data)


class RawFields(MultiPartParser):
    """Gives the bytes of each field letter by letter, so that nothing is guessed at."""

    def get_part_charset(self, _headers: Headers) -> str:
        """Whatever a sender says: forms are UTF-8, and `StrictParser` reads them as that."""
        return "latin-1"


class StrictParser(FormDataParser):
    """Reads a multipart form as it comes; 400 if a field is not text in UTF-8."""

    def _parse_multipart(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str],
    ) -> Any:
        meter = Meter(stream, self.max_form_memory_size)

        def basket(*args: Any, **named: Any) -> IO[bytes]:
            made = self.stream_factory(*args, **named)
            if isinstance(made, Basket):
                made.meter = meter
            return made

        parser = RawFields(
            stream_factory=basket,
            max_form_memory_size=self.max_form_memory_size,
            max_form_parts=self.max_form_parts,
            cls=self.cls,
        )
        boundary = options.get("boundary", "").encode("ascii")
        if not boundary:
            raise ValueError("Missing boundary")
        fields, files = parser.parse(cast(IO[bytes], meter), boundary, content_length)
        return stream, self.cls(_read_as_text(fields)), files


def _read_as_text(fields: MultiDict[str, str]) -> list[tuple[str, str]]:
    try:
        return [(k, v.encode("latin-1").decode("utf-8")) for k, v in fields.items(multi=True)]
    except UnicodeDecodeError:
        abort(400)


class InMemoryRequest(Request):
    """A request whose uploads and fields stay in memory, whatever their size (DESIGN section 5)."""

    form_data_parser_class = StrictParser
    most_files, most_file_bytes = 0, 0
    _baskets = 0

    def take_files(self, most: int, most_bytes: int, most_body_bytes: int) -> None:
        """Let files in, before anything of the body is read.

        Of each one byte more than allowed is kept, and one file more: enough to see that it is
        too much.
        """
        self.most_files, self.most_file_bytes = most, most_bytes
        self.max_content_length = most_body_bytes

    def _get_file_stream(self, *args: Any, **named: Any) -> IO[bytes]:
        if named.get("filename"):
            self._baskets += 1
        is_one_too_many = self._baskets > self.most_files
        return Basket(0 if is_one_too_many else self.most_file_bytes + 1)

    def make_form_data_parser(self) -> Any:
        """Parse with our own stream for every part."""
        return self.form_data_parser_class(
            self._get_file_stream,
            max_form_memory_size=self.max_form_memory_size,
            max_content_length=self.max_content_length,
            max_form_parts=self.max_form_parts,
            cls=self.parameter_storage_class,
        )

    def drain(self) -> None:
        """Read away what a refused sender still sends, within bounds, so that it hears us."""
        stream, end = self.environ["wsgi.input"], monotonic() + DRAINED_SECONDS
        for _ in range(DRAINED_BYTES // CHUNK):
            if monotonic() > end or not stream.read(CHUNK):
                break


def sent_files(files: list[FileStorage]) -> list[FileStorage]:
    """Those that somebody has chosen: a browser also sends the empty field, without a name."""
    return [file for file in files if file.filename]
