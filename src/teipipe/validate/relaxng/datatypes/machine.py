"""A machine that compares a text with an expression, all the ways at once.

A program is a list of tests, which take a character, and of jumps, which offer several ways on.
The machine is in a set of places at a time, so that no text makes it go back: its time grows with
the text's length, whatever the expression. Sets of places are worked out once (K. Thompson, 1968).
"""

from __future__ import annotations

from collections.abc import Callable

Test = Callable[[str], bool]
"""Whether a character belongs to a class."""
Jump = tuple[int, ...]
"""Ways on, each counted from the jump itself."""
Program = list[Test | Jump]

_MOST_STEPS = 10_000
"""Steps that are remembered; then all are forgotten."""


def either(programs: list[Program]) -> Program:
    """Give the program that takes what one of several takes."""
    if len(programs) == 1:
        return programs[0]
    ways: list[int] = []
    ends: list[int] = []
    joined: Program = []
    for each in programs:
        ways.append(len(joined) + 1)
        joined += each
        ends.append(len(joined))
        joined.append(())
    for end in ends:
        joined[end] = (len(joined) - end,)
    return [tuple(ways), *joined]


def repeated(program: Program, least: int, most: int | None) -> Program:
    """Give the program that takes so many times what a program takes; None is without end."""
    size = len(program)
    if most is None:
        return [*program * least, (1, size + 2), *program, (-size - 1,)]
    return [*program * least, *[(1, size + 1), *program] * (most - least)]


class _State(dict[str, "_State"]):
    """A set of places in a program; `state[character]` is the one after a character."""

    __slots__ = ("accepts", "machine", "tests")

    def __init__(self, machine: Machine, places: frozenset[int]) -> None:
        super().__init__()
        self.machine = machine
        self.accepts = len(machine.program) in places
        steps = ((at, machine.program[at]) for at in places if at < len(machine.program))
        self.tests = [(at, step) for at, step in steps if not isinstance(step, tuple)]

    def __missing__(self, character: str) -> _State:
        after = [at + 1 for at, test in self.tests if test(character)]
        found = self.machine.state(after)
        self[character] = found
        return found


class Machine:
    """Compares texts with one program."""

    __slots__ = ("_start", "_states", "_steps", "program")

    def __init__(self, program: Program) -> None:
        self.program = program
        self._states: dict[frozenset[int], _State] = {}
        self._steps = 0
        self._start: _State | None = None

    def takes(self, text: str) -> bool:
        """Whether the program takes the whole of a text."""
        state = self._start = self._start or self.state([0])
        for character in text:
            state = state[character]
        return state.accepts

    def state(self, places: list[int]) -> _State:
        """Give the state of all that can be reached from some places without a character."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            self._forget()
        reached = self._reached(places)
        if reached not in self._states:
            self._states[reached] = _State(self, reached)
        return self._states[reached]

    def _reached(self, places: list[int]) -> frozenset[int]:
        met = set(places)
        while places:
            at = places.pop()
            step = self.program[at] if at < len(self.program) else ()
            if isinstance(step, tuple):
                fresh = {at + way for way in step} - met
                met |= fresh
                places += fresh
        return frozenset(met)

    def _forget(self) -> None:
        for each in self._states.values():
            each.clear()
        self._states.clear()
        self._start = None
        self._steps = 0
