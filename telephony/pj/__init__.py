"""The only room that touches pjsua2. Everything that leaves it is a plain value; its asserts abort the process, so its rules are kept here.

All of it runs on one thread, the SIP thread (the process's main thread), but `bridge.FramePort.exchange`, which belongs to the audio clock.
"""
