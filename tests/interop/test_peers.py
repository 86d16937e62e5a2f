"""The peers alone, without Agent: what the other tests lean on holds."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.peers.kamailio import DOMAIN, USERS, Kamailio
from tests.peers.process import PeerError, PeerProcess, eventually, program
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import heard, write_tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.peers.baresip import Baresip
    from tests.peers.display import Display
    from tests.peers.linphone import Linphone
    from tests.peers.secret_service import DesktopSession

READ_BACK = "import keyring; keyring.set_password('Agent', 'anna', 'secret'); print(keyring.get_password('Agent', 'anna'))"

SCREEN_SIZE = (
    "from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
    "size = app.primaryScreen().size(); print(size.width(), size.height())"
)


def test_baresip_and_linphone_talk_through_kamailio(
    kamailio: Kamailio, baresip: Callable[..., Baresip], linphone: Callable[..., Linphone]
) -> None:
    caller, callee = baresip(sine_hz=880), linphone(tone_hz=523)
    caller.dial(f"sip:lin@{DOMAIN}")
    callee.wait_call("incoming")
    callee.accept()
    caller.wait_event("CALL_ESTABLISHED")
    callee.wait_call("streams_running")
    callee.send_dtmf("5#")
    caller.send_dtmf("19")
    eventually(lambda: (caller.dtmf_received(), callee.dtmf_received()) == ("5#", "19"), 30, "the digits arrive")
    eventually(lambda: min(callee.packets()) > 75, 30, "sound both ways")
    caller.hang_up()
    callee.wait_call("released")
    caller.wait_event("CALL_CLOSED")
    assert min(caller.packets()) > 50
    assert heard(caller.heard(), 523) >= 1
    assert heard(callee.heard(), 880) >= 1
    assert kamailio.final_statuses("bare", "lin") == [200]


def test_kamailio_tells_a_user_who_is_away_from_one_who_does_not_exist(baresip: Callable[..., Baresip]) -> None:
    caller = baresip()
    caller.dial(f"sip:{USERS[0]}@{DOMAIN}")
    assert caller.wait_event("CALL_CLOSED")["param"] == "480 Temporarily Unavailable"
    caller.forget_events()
    caller.dial(f"sip:nobody@{DOMAIN}")
    assert caller.wait_event("CALL_CLOSED")["param"] == "404 Not Found"


def test_kamailio_answers_its_remote_control_to_the_rpc_port_only(kamailio: Kamailio) -> None:
    assert kamailio.rpc("core.version").startswith("kamailio")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://{kamailio.proxy}/RPC", b"{}", timeout=3)


def test_each_virtual_microphone_is_heard_on_its_own_channel_alone(sound_cards: SoundCards, tmp_path: Path) -> None:
    sound_cards.record(tmp_path / "all.raw")
    sound_cards.play(write_tone(tmp_path / "a.wav", 700, 30), "A")
    sound_cards.play(write_tone(tmp_path / "b.wav", 900, 30), "B")
    sound_cards.await_tone(Channel.MIC_A, 700, 1)
    sound_cards.await_tone(Channel.MIC_B, 900, 1)
    recorded = sound_cards.stop_recording()
    assert abs(recorded.channel(Channel.SPK_A).samples).max() == 0


def test_a_keyring_keeps_a_secret_in_the_session_that_has_one(keyring_session: DesktopSession) -> None:
    kept = subprocess.run([sys.executable, "-c", READ_BACK], env=keyring_session.environment, capture_output=True, text=True, check=True)
    assert kept.stdout == "secret\n"


def test_no_keyring_answers_in_the_session_that_has_none(bare_session: DesktopSession) -> None:
    refused = subprocess.run([sys.executable, "-c", READ_BACK], env=bare_session.environment, capture_output=True, text=True, check=False)
    assert "NoKeyringError" in refused.stderr


def test_the_display_takes_windows(xvfb: Display) -> None:
    answer = subprocess.run(
        [program("xdotool", "xdotool"), "getdisplaygeometry"], env=xvfb.environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout == "1280 800\n"


def test_a_missing_program_fails_with_what_to_install() -> None:
    with pytest.raises(PeerError, match="apt-get install no-such-package"):
        program("no-such-program", "no-such-package")


def test_a_peer_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys, time; from tests.peers.process import PeerProcess;"
        "peer = PeerProcess(['sleep', '60'], pathlib.Path(sys.argv[1])); time.sleep(0.3); print(peer.pid, flush=True); time.sleep(60)"
    )
    starter = PeerProcess([sys.executable, "-c", script, str(tmp_path / "peer.log")], tmp_path / "starter.log", pipe=True)
    pid = int(starter.pipes[1].readline())
    starter.kill()

    def gone() -> bool:
        try:
            state = (Path("/proc") / str(pid) / "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        return state == "Z"

    eventually(gone, 30, "the peer has died")
