"""What is set for an account's calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agent_app.accounts.calling import CallRules
from ui.account.answering import AnsweringPart
from ui.account.codes import CodesPart
from ui.account.dial_rules import DialRulesPart
from ui.account.forwarding import ForwardingPart
from ui.account.machine import MachinePart
from ui.account.recording import RecordingPart
from ui.widgets.form import Sheet

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot


class CallsPart(Sheet):
    def __init__(self, services: Services) -> None:
        self.forwarding = ForwardingPart(services)
        self.answering = AnsweringPart(services)
        self.machine = MachinePart(services)
        self.recording = RecordingPart()
        self.dial_rules = DialRulesPart()
        self.codes = CodesPart()
        super().__init__(self.forwarding, self.answering, self.machine, self.recording, self.dial_rules, self.codes)
        self._before = CallRules()

    def show_rules(self, account: AccountSnapshot, rules: CallRules) -> None:
        self._before = rules
        self.forwarding.show_rules(account, rules.forwarding)
        self.answering.show_rules(rules.auto_answer, reject_anonymous=rules.reject_anonymous)
        self.machine.show_rules(rules.machine)
        self.recording.show_rules(always=rules.record, announced=rules.record_announced, form=rules.record_form)
        self.dial_rules.show_rules(rules.dial_rules)
        self.codes.show_rules(rules.feature_codes, rules.mailbox_number)

    def read(self) -> CallRules | None:
        """What was set; None after the reason has been shown."""
        forwarding = self.forwarding.read()
        answer = self.answering.read() if forwarding else None
        dial_rules = self.dial_rules.read() if answer else None
        codes = self.codes.read() if dial_rules is not None else None
        mailbox = self.codes.read_mailbox() if codes is not None else None
        if forwarding is None or answer is None or dial_rules is None or codes is None or mailbox is None:
            return None
        return msgspec.structs.replace(
            self._before,
            forwarding=forwarding,
            auto_answer=answer,
            machine=self.machine.read(),
            reject_anonymous=self.answering.anonymous.on(),
            record=self.recording.always.on(),
            record_form=self.recording.chosen_form(),
            record_announced=self.recording.announced.on(),
            dial_rules=dial_rules,
            feature_codes=codes,
            mailbox_number=mailbox,
        )
