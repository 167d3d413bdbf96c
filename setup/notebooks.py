"""Executes notebooks and writes them back, with nothing in them that another run would change.

notebooks.py [--check] files…     --check executes and writes nothing
"""

import asyncio
import base64
import contextlib
import os
import signal
import struct
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SECONDS_A_CELL = 600

# Python's kernel warns of each start that it talks over a local socket.
ARGUMENTS = {"python3": ["--IPKernelApp.log_level=ERROR"]}

# What tslab writes of an error that no cell waited for.
LOST_ERRORS = ("UncaughtException:", "UnhandledPromiseRejection:")


def main(arguments):
    check = "--check" in arguments
    for file in (Path(argument) for argument in arguments if argument != "--check"):
        start = time.monotonic()
        try:
            notebook = asyncio.run(executed(file))
        except (CellExecutionError, CellTimeoutError, NoSuchKernel, RuntimeError) as error:
            print(f"{file.stem}: {error}", file=sys.stderr)
            return 1
        except (KeyboardInterrupt, asyncio.CancelledError):
            print(f"{file.stem}: stopped", file=sys.stderr)
            return 1
        if not check:
            write(notebook, file)
        done = "runs" if check else "executed"
        print(f"{file.stem}: {done}, {time.monotonic() - start:.0f} s", flush=True)
    return 0


async def executed(file):
    """The notebook with the outputs of all its cells, tidied up."""
    notebook = nbformat.read(file, as_version=4)
    client = NotebookClient(
        notebook, timeout=SECONDS_A_CELL, record_timing=False, coalesce_streams=True
    )
    async with kernel_of(client, file.parent):
        for index, cell in enumerate(notebook.cells):
            count = client.code_cells_executed + 1  # tslab leaves it to us
            await client.async_execute_cell(cell, index, execution_count=count)
            tidy(cell, client.kernel_name)
        info = await client.async_wait_for_reply(client.kc.kernel_info())
    notebook.metadata["language_info"] = info["content"]["language_info"]
    notebook.metadata["language_info"].pop("version", None)
    nbformat.validate(notebook)
    return notebook


@contextlib.asynccontextmanager
async def kernel_of(client, folder):
    """The kernel that the notebook names, at work in a folder; a signal ends it like an error."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    with contextlib.suppress(AttributeError, NotImplementedError):  # Windows has no such handlers
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(name, task.cancel)
    manager = client.create_kernel_manager()
    arguments = ARGUMENTS.get(client.kernel_name, [])
    try:
        await manager.start_kernel(cwd=str(folder), extra_arguments=arguments)
        await client.async_start_new_kernel_client()
        yield
    except DeadKernelError:
        if task.cancelling():  # to nbclient, a cell that is cancelled is a kernel that died
            raise asyncio.CancelledError from None
        raise
    finally:
        if client.kc:
            client.kc.stop_channels()
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)


def tidy(cell, kernel):
    """Takes out what only the kernel needed. Raises where an error went past the cell."""
    cell.metadata.clear()
    for output in cell.get("outputs", []):
        if output.get("name") == "stderr" and output.text.startswith(LOST_ERRORS):
            raise CellExecutionError(f"{cell.source}\n\n{output.text}", "lost error", "")
        output.pop("transient", None)
        if kernel == "tslab" and "image/png" in output.get("data", {}):
            output.metadata["image/png"] = half_size(output.data["image/png"])


def half_size(png):
    """How large a figure is meant to be: our own are drawn with two pixels for one."""
    width, height = struct.unpack(">II", base64.b64decode(png)[16:24])
    return {"width": width // 2, "height": height // 2}


def write(notebook, file):
    """Replaces the file as a whole: a run that is stopped leaves the old one."""
    draft = file.with_name(f".{file.name}.draft")
    try:
        nbformat.write(notebook, draft)
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


sys.exit(main(sys.argv[1:]))
