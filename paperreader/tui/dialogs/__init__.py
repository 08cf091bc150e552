"""The dialogs of the app: plain values in, one value out through ``dismiss``.

Each dialog is a modal screen in a module of its own and knows nothing of the
library. Import the module that is needed where it is needed: none of them lies
on the way to the first paint.
"""
