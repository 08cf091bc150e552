"""Searching while somebody types: one search at a time, and only the last one counts."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class LiveSearch(Generic[Question, Answer]):
    """Answers questions in a thread; what was asked meanwhile replaces what waits.

    An answer is handed on only if nothing newer was asked, so that an old one
    never covers a new one. A search under way may ask `stale` to stop early.
    """

    def __init__(
        self,
        find: Callable[[Question, Callable[[], bool]], Answer],
        show: Callable[[Question, Answer], None],
    ) -> None:
        """Take what finds (in a thread) and what shows (where `run` runs)."""
        self._find = find
        self._show = show
        self._waiting: Question | None = None
        self._asked = 0
        self.running = False
        """Whether `run` is at work; the one who asks starts it if not."""
        self._answered = asyncio.Event()

    def ask(self, question: Question) -> int:
        """Replace what waits by this question and return its number, from 1."""
        self._asked += 1
        self._waiting = question
        self._answered.clear()
        return self._asked

    async def answered(self, limit: float) -> bool:
        """Wait at most `limit` seconds for the last answer; return whether it came."""
        try:
            await asyncio.wait_for(self._answered.wait(), limit)
        except TimeoutError:
            return False
        return True

    def forget(self) -> None:
        """Drop what waits and the answer that is under way."""
        self._asked += 1
        self._waiting = None

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self.running and self._waiting is None

    async def run(
        self, in_thread: Callable[..., Awaitable[Answer]] = asyncio.to_thread
    ) -> None:
        """Answer until nothing waits; an error ends the run and is the caller's."""
        if self.running:
            return
        self.running = True
        try:
            while self._waiting is not None:
                question, number = self._waiting, self._asked
                self._waiting = None

                def stale(number: int = number) -> bool:
                    return self._asked != number

                answer = await in_thread(self._find, question, stale)
                if not stale():
                    self._answered.set()
                    self._show(question, answer)
        finally:
            self.running = False
