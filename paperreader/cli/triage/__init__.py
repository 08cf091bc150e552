"""The command ``triage``: the app at the inbox, or with ``--plain`` the same by prompts.

Prompts are for dumb terminals, screen readers and scripts: no colour, no
control codes, no cursor that moves. The keys are those of the app.
"""

import gc

from ..invocation import Invocation, WrongUsage
from ..printing import complain, out


def triage(invocation: Invocation) -> int:
    """Triage papers in the app or, where asked, by prompts."""
    arguments = invocation.arguments
    if arguments.plain:
        return _by_prompts(invocation)
    if arguments.query is not None or arguments.day is not None:
        raise WrongUsage("triage: --query and --day go with --plain; in the app, / searches")
    from ..starting import app  # noqa: PLC0415 - for the app alone

    return app(invocation)


def _by_prompts(invocation: Invocation) -> int:
    from ...tui.keymap import check_keymap  # noqa: PLC0415 - the table alone, no Textual
    from ..reading import told_problems  # noqa: PLC0415
    from .choice import Choice  # noqa: PLC0415
    from .conversation import Conversation  # noqa: PLC0415
    from .desk import Desk  # noqa: PLC0415
    from .lines import Lines  # noqa: PLC0415

    arguments = invocation.arguments
    told_problems(invocation)  # as in the app, a mistake in the keys costs only itself
    lines = Lines()
    desk = Desk(
        invocation,
        check_keymap(invocation.settings.keys),
        lines.ask,
        interactive=lines.interactive,
    )
    if not len(desk.library):
        complain("the library is empty; 'paperreader import FILE' brings papers in")
        return 1
    choice = Choice.asked(arguments.query, arguments.day)
    if not desk.choose(choice):
        if choice == Choice():
            out("All papers are decided.")
            return 0
        complain(f"{choice.title}: no paper matches")
        return 1
    gc.enable()  # unlike other commands, this one lives long
    Conversation(desk, lines).hold()
    return 0
