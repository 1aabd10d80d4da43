"""Requests that never touch the disk: Werkzeug would spool large bodies to a temporary file."""

from io import BytesIO
from typing import IO, Any

from flask import Request

DRAINED_BYTES = 32 * 1024 * 1024
CHUNK = 64 * 1024


class InMemoryRequest(Request):
    """A request whose uploads and fields stay in memory, whatever their size (DESIGN section 5)."""

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> IO[bytes]:
        return BytesIO()

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
        stream = self.environ["wsgi.input"]
        for _ in range(DRAINED_BYTES // CHUNK):
            if not stream.read(CHUNK):
                break
