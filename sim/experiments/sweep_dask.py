"""Chunks of a sweep on Dask: workers of this machine, or any cluster by its scheduler's address.

A worker writes its part and returns the part's name; the scheduler carries names, never results. What has been done
is what lies in the folder: a lost worker's chunk goes to another one, a lost scheduler or driver costs the chunks that
were under way.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.errors import Lost, RunError
from sim.experiments import sweep_work
from sim.experiments.sweep_store import SweepFolder

if TYPE_CHECKING:
    from distributed import Client, LocalCluster, WorkerPlugin

SECONDS_TO_CONNECT = 10
CALM = {  # Dask looks at itself many times a second, which costs a sweep several per cent of its time
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.limit": "60s",
    "distributed.admin.system-monitor.interval": "5s",
}


class Progress(NamedTuple):
    """How far a sweep is, in runs. `before`: those that were there when it was taken up; `seconds` since then."""

    done: int
    failed: int
    total: int
    before: int
    seconds: float
    workers: int

    @property
    def rate(self) -> float:
        """Runs a second since the sweep was taken up; 0 before the first."""
        return (self.done - self.before) / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float:
        """Seconds until the end at this rate; infinite before the first run."""
        return (self.total - self.done) / self.rate if self.rate > 0 else float("inf")


Tick = Callable[[Progress], None]


@contextmanager
def connected(scheduler: Any = None, workers: int | None = None) -> Iterator[Client]:
    """A client of the cluster at the address `scheduler` (or of a Client), else of workers of this machine.

    workers: processes of this machine (default: its processors), one thread each. RunError: nobody answers there.
    """
    from distributed import Client

    if isinstance(scheduler, Client):
        yield scheduler
        return
    with _quiet():
        if scheduler is None:
            with _local_cluster(workers) as cluster, Client(cluster, set_as_default=False) as client:
                client.register_plugin(_deaf())
                yield client
            return
        knock(scheduler)
        with _answered(scheduler):
            client = Client(str(scheduler), timeout=SECONDS_TO_CONNECT, set_as_default=False)
        with client:
            yield client


def _local_cluster(workers: int | None) -> LocalCluster:
    """Workers of this machine, to be reached from it alone."""
    import dask
    from distributed import LocalCluster

    with dask.config.set(CALM):
        return LocalCluster(
            n_workers=workers or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )


def _deaf() -> WorkerPlugin:
    """Workers of this machine hear the terminal's Ctrl-C too; that they are to stop, the driver tells them."""
    from distributed import WorkerPlugin

    class Deaf(WorkerPlugin):
        """Set up by Dask in the worker's process."""

        def setup(self, worker: Any) -> None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    return Deaf()


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's own messages left out meanwhile: what matters is said by us, once."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    before = {name: logging.getLogger(name).level for name in names}
    try:
        for name in names:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


def knock(scheduler: Any) -> None:
    """RunError: nobody answers at the address `scheduler`; None and a Client need not be asked.

    A Client that fails to connect waits for long; and whoever asks early has not waited for nothing.
    """
    from distributed import Client
    from distributed.comm.addressing import parse_address, parse_host_port

    if scheduler is None or isinstance(scheduler, Client):
        return
    with _answered(scheduler):
        scheme, place = parse_address(str(scheduler))
        if scheme in ("tcp", "tls"):
            socket.create_connection(parse_host_port(place), timeout=SECONDS_TO_CONNECT).close()


@contextmanager
def _answered(scheduler: Any) -> Iterator[None]:
    """What goes wrong on the way to a scheduler, in words."""
    try:
        yield
    except (OSError, ValueError, TypeError) as error:  # a time-out is an OSError
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise RunError("sweep.no_scheduler", address=scheduler, reason=reason) from None


def run_chunks(
    client: Client, folder: SweepFolder, numbers: Sequence[int], tick: Tick, failed: int = 0
) -> list[sweep_work.Done]:
    """Have the chunks run; what became of each, in the order in which they came back. failed: runs, so far.

    RunError, StorageError: as `run_chunk` has them. Lost: the scheduler, or worker after worker. On any error, and on
    Ctrl-C, chunks that wait are called back; parts that are there stay.
    """
    from distributed import as_completed

    version = folder.version
    total = sum(folder.manifest["chunks"])
    before = total - sum(folder.n_runs(number) for number in numbers)
    done, started = before, time.monotonic()
    results: list[sweep_work.Done] = []
    places: dict[Any, tuple[Any, int]] = {}
    name = f"sweep-{folder.id[:16]}-{secrets.token_hex(4)}"  # of this drive: one that was called back may still run
    try:
        for number in numbers:  # equal calls would be one call to Dask: the key says which chunk
            told = (str(folder.path), folder.id, number, version)
            future = client.submit(sweep_work.run_chunk, *told, key=f"{name}-{number}", pure=False)
            places[future.key] = (future, number)
        tick(Progress(done, failed, total, before, 0.0, _n_workers(client)))
        for future in as_completed([future for future, _ in places.values()], loop=client.loop):
            result = _result(future, places[future.key][1])
            results.append(result)
            done += folder.n_runs(places.pop(future.key)[1])
            failed += result.failed
            tick(Progress(done, failed, total, before, time.monotonic() - started, _n_workers(client)))
    except BaseException:
        _call_back(client, [future for future, _ in places.values()])
        raise
    return results


def _result(future: Any, number: int) -> sweep_work.Done:
    """What a chunk returned. RunError: in words what went wrong, if it is no fault of the program."""
    from distributed import KilledWorker

    if future.status in ("cancelled", "lost"):
        raise Lost("sweep.scheduler_lost")
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, KilledWorker):
        raise Lost("sweep.workers_died", chunk=number) from error
    if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] == "sim":
        raise RunError("sweep.worker_without_model") from error
    raise error


def _call_back(client: Client, futures: Sequence[Any]) -> None:
    """Cancel what waits; a cluster that is gone need not hear it."""
    try:
        if client.status == "running":
            client.cancel(futures, force=True)
    except Exception as error:
        logging.getLogger(__name__).debug("could not cancel: %s", error)


def _n_workers(client: Client) -> int:
    try:
        return len(client.nthreads())
    except OSError:  # the scheduler is gone, of which the futures tell
        return 0
