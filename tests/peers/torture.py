"""Messages after those of RFC 4475, by the RFC's names for them: well-formed ones that look odd, and wrong ones that look well."""

from __future__ import annotations

from typing import Final

_SDP: Final = "v=0\no=mhandley 29739 7272939 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 49217 RTP/AVP 0 12\n"


def _message(
    name: str, first: str, *headers: str, method: str = "", body: str = "", length: str | None = None, contact: str = "sip:c@192.0.2.1"
) -> bytes:
    """The usual headers, unless one of `headers` begins with the same name."""
    method = method or first.split(" ", maxsplit=1)[0]
    usual = {
        "Via": "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + name,
        "Max-Forwards": "70",
        "From": f"<sip:caller@example.net>;tag={name}",
        "To": "<sip:user@example.com>",
        "Call-ID": f"{name}.torture",
        "CSeq": f"1 {method}",
        "Contact": f"<{contact}>",
    }
    given = {header.partition(":")[0].strip().casefold() for header in headers}
    lines = [first, *(f"{key}: {value}" for key, value in usual.items() if key.casefold() not in given), *headers]
    if body and "content-type" not in given:
        lines.append("Content-Type: application/sdp")
    if "l" not in given:
        lines.append(f"Content-Length: {len(body.replace(chr(10), chr(13) + chr(10))) if length is None else length}")
    return "\r\n".join([*lines, "", body.replace("\n", "\r\n")]).encode("utf-8", "surrogateescape")


_INVITE: Final = "INVITE sip:user@example.com SIP/2.0"
_OPTIONS: Final = "OPTIONS sip:user@example.com SIP/2.0"
_LONG: Final = "a-very-long-header-field-value-" * 12
_WILD_METHOD: Final = "!interesting-Method0123456789_*+`.%indeed'~"

MESSAGES: Final[dict[str, bytes]] = {
    # 3.1.1 valid messages
    "wsinv": _message(
        "wsinv",
        "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0",
        "TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n",
        'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8',
        "MaX-fOrWaRdS: 0068",
        "CSeq: 0009\r\n  INVITE",
        "Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw",
        "s :",
        "NewFangledHeader:   newfangled value\r\n continued newfangled value",
        "UnknownHeaderWithUnusualValue: ;;,,;;,;",
        "Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>",
        "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n SIP  /    2.0   / UDP  192.168.255.111",
        'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n  secondparam ; q = 0.33',
        body=_SDP,
    ),
    "intmeth": _message(
        "intmeth",
        _WILD_METHOD
        + " sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0",
        'To: "BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f" <sip:1_unusual.URI~(to-be!sure)&isn\'t+it$/crazy?,/;;*@example.com>',
        "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"работающий\";tag=_token~1'+`*%!-.",
        "extensionHeader-!.%*+_`'~: \ufeff大停電",
    ),
    "esc01": _message(
        "esc01",
        "INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0",
        "To: sip:%75se%72@example.com",
        "From: <sip:I%20have%20spaces@example.net>;tag=esc",
        "Contact: <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>",
        body=_SDP,
    ),
    "escnull": _message(
        "escnull",
        "REGISTER sip:example.com SIP/2.0",
        "To: sip:null-%00-null@example.com",
        "From: sip:null-%00-null@example.com;tag=839923423",
        "Contact: <sip:%00@host5.example.com>\r\nContact: <sip:%00%00@host5.example.com>",
    ),
    "esc02": _message(
        "esc02",
        "RE%47IST%45R sip:registrar.example.com SIP/2.0",
        'To: "%Z%45" <sip:resource@example.com>',
        "Contact: <sip:alias1@host1.example.com>,<sip:alias2@host2.example.com>;q=1%2E0",
    ),
    "lwsdisp": _message("lwsdisp", _OPTIONS, "From: caller<sip:caller@example.com>;tag=323"),
    "longreq": _message(
        "longreq",
        _INVITE,
        f'To: "I have a user name of {_LONG * 3}"<sip:user@example.com:6000;unknownparam1={_LONG};longparamname{"x" * 200}=2>',
        f"From: sip:{'amazinglylongcallername' * 20}@example.net;tag={'12982424' * 30};unknownheaderparam{'name' * 40}=unknown",
        f"Call-ID: longreq.{'onereally' * 30}longcallid",
        *(f"Via: SIP/2.0/UDP sip{number}.example.com;branch=z9hG4bK{'v' * 90}{number}" for number in range(30)),
        f"Unknown-{'Long' * 50}-Name: {_LONG}",
        body=_SDP,
    ),
    "dblreq": _message("dblreq", "REGISTER sip:example.com SIP/2.0") + _message("dblreq2", _INVITE, body=_SDP),
    "semiuri": _message("semiuri", "OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0", "Accept: application/sdp"),
    "transports": _message(
        "transports",
        _OPTIONS,
        *(
            f"Via: SIP/2.0/{way} t{number}.example.com;branch=z9hG4bK{number}"
            for number, way in enumerate(("SCTP", "TLS", "UNKNOWN", "TCP"))
        ),
    ),
    "mpart01": _message(
        "mpart01",
        "MESSAGE sip:kumiko@example.org SIP/2.0",
        "Content-Type: multipart/mixed;boundary=7a9cbec02ceef655",
        body="--7a9cbec02ceef655\nContent-Type: text/plain\nContent-Transfer-Encoding: binary\n\nHello\n"
        "--7a9cbec02ceef655\nContent-Type: application/octet-stream\n\n\x00\x01\x02\n--7a9cbec02ceef655--\n",
    ),
    "unreason": _message("unreason", "SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое", method="INVITE"),
    "noreason": _message("noreason", "SIP/2.0 100 ", method="INVITE"),
    # 3.1.2 invalid messages
    "badinv01": _message("badinv01", _INVITE, 'Contact: "Joe" <sip:joe@example.org>;;;;', "Via: SIP/2.0/UDP 192.0.2.15;;,;,,", body=_SDP),
    "clerr": _message("clerr", _INVITE, body=_SDP, length="9999"),
    "ncl": _message("ncl", _INVITE, body=_SDP, length="-999"),
    "scalar02": _message(
        "scalar02",
        "REGISTER sip:example.com SIP/2.0",
        "CSeq: 36893488147419103232 REGISTER",
        "Max-Forwards: 300",
        "Expires: 1000000000000000000000000000000",
        "Contact: <sip:user@host129.example.com>;expires=280297596632815",
    ),
    "scalarlg": _message(
        "scalarlg",
        "SIP/2.0 503 Service Unavailable",
        "CSeq: 9292394834772304023312 OPTIONS",
        "Retry-After: 949302838503028349304023988",
        'Warning: 1812 overture "In Progress"',
        method="OPTIONS",
    ),
    "quotbal": _message("quotbal", _INVITE, 'To: "Mr. J. User <sip:j.user@example.com>', body=_SDP),
    "ltgtruri": _message("ltgtruri", "INVITE <sip:user@example.com> SIP/2.0", body=_SDP),
    "lwsruri": _message("lwsruri", "INVITE sip:user@example.com; lr SIP/2.0", body=_SDP),
    "lwsstart": _message("lwsstart", "INVITE  sip:user@example.com  SIP/2.0", body=_SDP),
    "trws": _message("trws", "OPTIONS sip:remote-target@example.com SIP/2.0  "),
    "escruri": _message("escruri", "INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0", body=_SDP),
    "baddate": _message("baddate", _INVITE, "Date: Fri, 01 Jan 2010 16:00:00 EST", body=_SDP),
    "regbadct": _message("regbadct", "REGISTER sip:example.com SIP/2.0", "Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E"),
    "badaspec": _message("badaspec", _OPTIONS, 'To: "Watson, Thomas" < sip:t.watson@example.org >'),
    "baddn": _message("baddn", _OPTIONS, "From: Bell, Alexander <sip:a.g.bell@example.com>;tag=43"),
    "badvers": _message("badvers", "OPTIONS sip:t.watson@example.org SIP/7.0", "Via: SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw"),
    "mismatch01": _message("mismatch01", _OPTIONS, "CSeq: 8 INVITE"),
    "mismatch02": _message("mismatch02", "NEWMETHOD sip:user@example.com SIP/2.0", "CSeq: 8 INVITE", body=_SDP),
    "bigcode": _message("bigcode", "SIP/2.0 4294967301 better not break the receiver", method="INVITE"),
    # 3.2 transaction layer, 3.3 application layer, 3.4 before RFC 3261
    "badbranch": _message("badbranch", _OPTIONS, "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK"),
    "insuf": b"INVITE sip:user@example.com SIP/2.0\r\nCSeq: 193942 INVITE\r\nVia: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\r\n\r\n",
    "unkscm": _message("unkscm", "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0"),
    "novelsc": _message("novelsc", "OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0"),
    "unksm2": _message("unksm2", "REGISTER sip:example.com SIP/2.0", "To: isbn:2983792873", "Contact: <name:John_Smith>"),
    "bext01": _message("bext01", _OPTIONS, "Require: nothingSupportsThis, nothingSupportsThisEither"),
    "invut": _message("invut", _INVITE, "Content-Type: application/unknownformat", body="<audio>\n <pcmu port='443'/>\n</audio>\n"),
    "regaut01": _message("regaut01", "REGISTER sip:example.com SIP/2.0", "Authorization: NoOneKnowsThisScheme opaque-data=here"),
    "multi01": _message(
        "multi01", _INVITE, "CSeq: 59 INVITE\r\nCSeq: 60 INVITE", "Call-ID: a\r\nCall-ID: b", "To: <sip:a@b>\r\nTo: <sip:c@d>"
    ),
    "mcl01": _message("mcl01", _OPTIONS, "Content-Length: 13\r\nContent-Length: 5", "l: 0"),
    "bcast": _message("bcast", "SIP/2.0 200 OK", "Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bKkdjuw", method="INVITE", body=_SDP),
    "zeromf": _message("zeromf", _OPTIONS, "Max-Forwards: 0"),
    "cparam01": _message("cparam01", "REGISTER sip:example.com SIP/2.0", "Contact: sip:+19725552222@gw1.example.net;unknownparam"),
    "cparam02": _message("cparam02", "REGISTER sip:example.com SIP/2.0", "Contact: <sip:+19725552222@gw1.example.net;unknownparam>"),
    "regescrt": _message("regescrt", "REGISTER sip:example.com SIP/2.0", "Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>"),
    "sdp01": _message("sdp01", _INVITE, "Accept: text/nobodyKnowsThis", body=_SDP),
    "inv2543": b"INVITE sip:UserB@example.com SIP/2.0\r\nVia: SIP/2.0/UDP iftgw.example.com\r\nFrom: "
    b"<sip:+13035551111@ift.client.example.net;user=phone>\r\nRecord-Route: <sip:UserB@example.com;maddr=ss1.example.com>\r\n"
    b"To: sip:+16505552222@ss1.example.net;user=phone\r\n"
    b"Call-ID: inv2543.1717@ift.client.example.com\r\nCSeq: 56 INVITE\r\nContent-Type: application/sdp\r\n\r\n"
    + _SDP.replace("\n", "\r\n").encode(),
}
