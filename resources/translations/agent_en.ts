<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <source>%n missed call(s)</source>
            <translation>
                <numerusform>%n missed call</numerusform>
                <numerusform>%n missed calls</numerusform>
            </translation>
        </message>
    </context>
</TS>
