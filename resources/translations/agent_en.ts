<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Phone</name>
        <message numerus="yes">
            <source>cheapest of %n account(s)</source>
            <translation>
                <numerusform>cheapest of %n account</numerusform>
                <numerusform>cheapest of %n accounts</numerusform>
            </translation>
        </message>
    </context>
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
