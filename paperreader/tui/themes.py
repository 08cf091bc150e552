"""Our own two themes, dark and light: quiet paper and ink.

Every text in them reaches 4.5 to 1 against every ground that it can stand on,
as the tests measure. Textual's own themes stay to be chosen; there
`paperreader.tui.legible` sees to it.
"""

from textual.theme import Theme

DARK = Theme(
    name="paperreader-dark",
    dark=True,
    primary="#7fb4d6",
    secondary="#b9a6e0",
    accent="#86c5b8",
    warning="#e2b96f",
    error="#ee8f92",
    success="#9cc78f",
    foreground="#dfe2e7",
    background="#13161b",
    surface="#1a1e25",
    panel="#2b313b",
    variables={
        "boost": "#262b34",
        "text-primary": "#8fc0e0",
        "text-secondary": "#b9a6e0",
        "text-accent": "#86c5b8",
        "text-warning": "#e2b96f",
        "text-error": "#ee8f92",
        "text-success": "#9cc78f",
        "text-muted": "#a4abb6",
        "block-cursor-background": "#3b566b",
        "block-cursor-foreground": "#f4f6f8",
        "scrollbar": "#6d7683",
        "scrollbar-background": "#1a1e25",
    },
)

LIGHT = Theme(
    name="paperreader-light",
    dark=False,
    primary="#2b648c",
    secondary="#6b4a92",
    accent="#0f645b",
    warning="#7d4f00",
    error="#a8293a",
    success="#386626",
    foreground="#26282b",
    background="#fbf9f4",
    surface="#f3efe6",
    panel="#ddd6c8",
    variables={
        "boost": "#e9e4d8",
        "text-primary": "#235a80",
        "text-secondary": "#62428a",
        "text-accent": "#0c5a52",
        "text-warning": "#744900",
        "text-error": "#a02335",
        "text-success": "#325d21",
        "text-muted": "#565550",
        "block-cursor-background": "#2b648c",
        "block-cursor-foreground": "#ffffff",
        "scrollbar": "#85807a",
        "scrollbar-background": "#f3efe6",
    },
)

THEMES = (DARK, LIGHT)
