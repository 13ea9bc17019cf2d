"""Files that are whole or not there at all, a lock among writers, and what to say when the disk refuses."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from sim.errors import Damaged, RunError, StorageError

fcntl: Any
try:
    import fcntl
except ImportError:  # Windows: every write is still a whole file, put in place by one rename
    fcntl = None


def read_verified(file: Path, sha256: str) -> bytes:
    """The bytes of `file`, if they are those that were written. Damaged: gone, cut or changed."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise Damaged("cli.file_gone", file=file) from None
    except OSError as error:
        raise StorageError("cli.cannot_read", file=file, reason=error.strerror) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged("cli.file_changed", file=file)
    return data


def write_whole(file: Path, data: bytes) -> None:
    """Put `data` at `file` so that, whatever happens, `file` holds all of it or what was there before.

    Temporary name beside it, fsync, rename, fsync of the folder. StorageError: the disk refused.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}.tmp")
    try:
        try:
            with open(draft, "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, file)
            _sync_folder(file.parent)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise storage_error(error, file) from error


def storage_error(error: OSError, file: Path) -> RunError:
    """`error` in words. The user's mistake: no right to write there. Anything else is the disk's: StorageError."""
    if isinstance(error, PermissionError):
        return RunError("cli.out_not_writable", folder=file)
    known = {errno.ENOSPC: "cli.disk_full", errno.EDQUOT: "cli.disk_full", errno.EROFS: "cli.read_only"}
    return StorageError(known.get(error.errno or 0, "cli.cannot_write"), file=file, reason=error.strerror or str(error))


@contextmanager
def locked(folder: Path, wait: bool = True) -> Iterator[bool | None]:
    """Hold `folder` against other writers, threads or processes, while the block runs.

    Yields whether it is held (not where the system has no such lock); None, without `wait`, if somebody else holds it.
    The system frees it when a process dies.
    """
    if fcntl is None:
        yield False
        return
    try:
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise storage_error(error, folder) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield None
        else:
            yield True
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut; not every system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it. RunError: a file is in the way, or it may not be made."""
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise RunError("cli.out_is_file", folder=folder) from None
    except OSError as error:
        raise storage_error(error, folder) from error


def yaml_bytes(plain: Any) -> bytes:
    """Plain data as a YAML file, in its own order."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.allow_unicode, yaml.default_flow_style, yaml.width = True, False, 120
    stream = io.BytesIO()
    yaml.dump(plain, stream)
    return stream.getvalue()


def json_bytes(plain: Any) -> bytes:
    """Plain data as a JSON file. ValueError: a number that is not finite."""
    return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as a CSV file that Excel reads."""
    return frame.to_csv(index=False).encode("utf-8-sig")  # with its mark, without which Excel garbles Chinese
