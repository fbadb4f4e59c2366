"""The types of what is said, for the scripts: written from the classes of `server.protocol` as TypeScript reads them.

python -m tests.contracts.message_types       write tests/js/messages.d.ts anew
"""

import types
import typing

import msgspec

from server.protocol import commands, events, replies, shapes
from server.protocol.message import Message
from tests.contracts.tree import ROOT

FILE = ROOT / "tests" / "js" / "messages.d.ts"
HEAD = """// What is said on a line, for the check of the scripts. Written from the classes of server/protocol by
// `python -m tests.contracts.message_types`; a test holds that it is what they say.
declare namespace Said {
"""
TAIL = """
  type Heard = Decision | News | Reply;

  /** A command as a page asks it: the line puts `ref` and, if there is none, `request_id`. */
  type Asked = Command extends infer One ? One extends Command
    ? Omit<One, "ref" | "request_id"> & {ref?: string, request_id?: string} : never : never;
}
"""
_WORDS = {str: "string", int: "number", bool: "boolean", type(None): "null", typing.Any: "any", msgspec.Raw: "any"}
_PARTS_OF_A_SNAPSHOT = (shapes.Lasting, shapes.Passing)


def written() -> str:
    """Write every command, reply, event and shape, and what each family is."""
    families: dict[str, list[type[Message]]] = {
        "Command": _leaves(commands.Command),
        "Decision": _leaves(events.DecisionEvent),
        "News": [kind for kind in _leaves(events.Event) if not issubclass(kind, events.DecisionEvent)],
        "Reply": [replies.You, *_leaves(replies.Reply)],
    }
    said: list[type[msgspec.Struct]] = [kind for family in families.values() for kind in family]
    parts: list[type[msgspec.Struct]] = [
        kind for kind in shapes.Shape.__subclasses__() if kind not in _PARTS_OF_A_SNAPSHOT
    ]
    parts += [commands.Have, commands.TakenFrom]
    blocks = [_interface(kind) for kind in sorted([*said, *parts], key=lambda kind: kind.__name__)]
    blocks += [_union(name, kinds) for name, kinds in families.items()]
    return HEAD + "\n".join(blocks) + TAIL


def _leaves(kind: type[Message]) -> list[type[Message]]:
    below = kind.__subclasses__()
    return [leaf for child in below for leaf in _leaves(child)] if below else [kind]


def _interface(kind: type[msgspec.Struct]) -> str:
    purpose = (kind.__doc__ or "").splitlines()[0]
    fields = "".join(f"    {_field(kind, field)};\n" for field in msgspec.structs.fields(kind))
    tag = kind.__struct_config__.tag
    named = f'    type: "{tag}";\n' if tag else ""
    return f"  /** {purpose} */\n  interface {kind.__name__} {{\n{named}{fields}  }}\n"


def _field(kind: type[msgspec.Struct], field: msgspec.structs.FieldInfo) -> str:
    """Write one field; only commands, and what is said in one place and not in another, may lack any."""
    numbered = field.name == "seq" and issubclass(kind, events.DecisionEvent)
    lacking = issubclass(kind, commands.Command) or _may_lack(field.type) or kind.__struct_config__.omit_defaults
    optional = lacking and not numbered and not field.required
    return f"{field.encode_name}{'?' * optional}: {_spelled(field.type)}"


def _may_lack(kind: object) -> bool:
    return msgspec.UnsetType in typing.get_args(kind)


def _spelled(kind: object) -> str:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return " | ".join(_spelled(one) for one in inner if one is not msgspec.UnsetType)
    if origin is typing.Literal:
        return " | ".join(f'"{one}"' for one in inner)
    if origin is list or inner[1:] == (...,):
        item = _spelled(inner[0])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if origin is tuple:
        return f"[{', '.join(_spelled(one) for one in inner)}]"
    if origin is dict:
        return f"Record<string, {_spelled(inner[1])}>"
    return _WORDS.get(kind) or getattr(kind, "__name__", "any")  # type: ignore[call-overload,no-any-return]


def _union(name: str, kinds: list[type[Message]]) -> str:
    names, lines, line = [kind.__name__ for kind in kinds], [], f"  type {name} ="
    for one in names:
        if len(line) + len(one) > 110:
            lines, line = [*lines, line], "   "
        line += f" {'' if one == names[0] else '| '}{one}"
    return "\n".join([*lines, line]) + ";\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
