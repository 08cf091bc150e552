"""What CSL's own JSON schema for input data says of the variables that we write."""

from typing import Any

_TEXT = {"type": "string"}
_NAME = {
    "type": "object",
    "properties": dict.fromkeys(
        ("family", "given", "non-dropping-particle", "suffix", "literal"), _TEXT
    ),
    "additionalProperties": False,
}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": ["string", "number"]},
                "minItems": 1,
                "maxItems": 3,
            },
            "minItems": 1,
            "maxItems": 2,
        }
    },
    "additionalProperties": False,
}

SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["article", "article-journal", "paper-conference", "document"]},
            "author": {"type": "array", "items": _NAME},
            "issued": _DATE,
            "number": {"type": ["string", "number"]},
            **dict.fromkeys(
                (
                    *("title", "container-title", "genre", "publisher", "DOI", "URL"),
                    *("keyword", "abstract", "note"),
                ),
                _TEXT,
            ),
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
