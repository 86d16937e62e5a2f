from jeepney import MatchRule, Message

class _Bus:
    def AddMatch(self, rule: MatchRule) -> Message: ...
    def RequestName(self, name: str, flags: int = 0) -> Message: ...

message_bus: _Bus
