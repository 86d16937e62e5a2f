<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Broadcast</name>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n failed</numerusform>
                <numerusform>%n failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent</source>
            <translation>
                <numerusform>%n sent</numerusform>
                <numerusform>%n sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>%n waiting</numerusform>
                <numerusform>%n waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n people at once.</source>
            <translation>
                <numerusform>At most %n person at once.</numerusform>
                <numerusform>At most %n people at once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send to %n contact(s)</source>
            <translation>
                <numerusform>Send to %n contact</numerusform>
                <numerusform>Send to %n contacts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Broken</name>
        <message numerus="yes">
            <source>%n line(s) can't be used. Numbers of these destinations would have no price, or a more general one.</source>
            <translation>
                <numerusform>%n line can't be used. Numbers of this destination would have no price, or a more general one.</numerusform>
                <numerusform>%n lines can't be used. Numbers of these destinations would have no price, or a more general one.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Use the other %n line(s)</source>
            <translation>
                <numerusform>Use the other line (%n)</numerusform>
                <numerusform>Use the other %n lines</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Calls</name>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n call</numerusform>
                <numerusform>%n calls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people and you</source>
            <translation>
                <numerusform>%n person and you</numerusform>
                <numerusform>%n people and you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n call(s) from the list?</source>
            <translation>
                <numerusform>Delete %n call from the list?</numerusform>
                <numerusform>Delete %n calls from the list?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message numerus="yes">
            <source>%n contact(s) added.</source>
            <translation>
                <numerusform>%n contact added.</numerusform>
                <numerusform>%n contacts added.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) written to {file}</source>
            <translation>
                <numerusform>%n contact written to {file}</numerusform>
                <numerusform>%n contacts written to {file}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n is here already.</source>
            <translation>
                <numerusform>%n is here already.</numerusform>
                <numerusform>%n are here already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new contact(s).</source>
            <translation>
                <numerusform>%n new contact.</numerusform>
                <numerusform>%n new contacts.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) in the file could not be taken as they are:</source>
            <translation>
                <numerusform>%n thing in the file could not be taken as it is:</numerusform>
                <numerusform>%n things in the file could not be taken as they are:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n contact(s)</source>
            <translation>
                <numerusform>Add %n contact</numerusform>
                <numerusform>Add %n contacts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message numerus="yes">
            <source>%n missed call(s)</source>
            <translation>
                <numerusform>%n missed call</numerusform>
                <numerusform>%n missed calls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new message(s)</source>
            <translation>
                <numerusform>%n new message</numerusform>
                <numerusform>%n new messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message numerus="yes">
            <source>%n contact(s)</source>
            <translation>
                <numerusform>%n contact</numerusform>
                <numerusform>%n contacts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n new</numerusform>
                <numerusform>%n new</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Phone</name>
        <message numerus="yes">
            <source>%n new voice message(s)</source>
            <translation>
                <numerusform>%n new voice message</numerusform>
                <numerusform>%n new voice messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>cheapest of %n account(s)</source>
            <translation>
                <numerusform>cheapest of %n account</numerusform>
                <numerusform>cheapest of %n accounts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Provider</name>
        <message numerus="yes">
            <source>%n line(s) left out</source>
            <translation>
                <numerusform>%n line left out</numerusform>
                <numerusform>%n lines left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n price(s) in {currency}</source>
            <translation>
                <numerusform>%n price in {currency}</numerusform>
                <numerusform>%n prices in {currency}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Questions</name>
        <message numerus="yes">
            <source>Delete %n item(s)?</source>
            <translation>
                <numerusform>Delete %n item?</numerusform>
                <numerusform>Delete %n items?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Send %n file(s) to {who}?</source>
            <translation>
                <numerusform>Send %n file to {who}?</numerusform>
                <numerusform>Send %n files to {who}?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message numerus="yes">
            <source>after %n minute(s)</source>
            <translation>
                <numerusform>after %n minute</numerusform>
                <numerusform>after %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sms</name>
        <message numerus="yes">
            <source>%n left</source>
            <translation>
                <numerusform>%n left</numerusform>
                <numerusform>%n left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left in part {part}</source>
            <translation>
                <numerusform>%n left in part {part}</numerusform>
                <numerusform>%n left in part {part}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more SMS today</source>
            <translation>
                <numerusform>%n more SMS today</numerusform>
                <numerusform>%n more SMS today</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>SMS, %n part(s)</source>
            <translation>
                <numerusform>SMS, %n part</numerusform>
                <numerusform>SMS, %n parts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The provider takes %n SMS a day, and they are sent. More tomorrow.</source>
            <translation>
                <numerusform>The provider takes %n SMS a day, and it is sent. More tomorrow.</numerusform>
                <numerusform>The provider takes %n SMS a day, and they are sent. More tomorrow.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Too long: the provider takes at most %n part(s). Make it shorter.</source>
            <translation>
                <numerusform>Too long: the provider takes at most %n part. Make it shorter.</numerusform>
                <numerusform>Too long: the provider takes at most %n parts. Make it shorter.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{amount} for %n part(s)</source>
            <translation>
                <numerusform>{amount} for %n part</numerusform>
                <numerusform>{amount} for %n parts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Spending</name>
        <message numerus="yes">
            <source>%n SMS</source>
            <translation>
                <numerusform>%n SMS</numerusform>
                <numerusform>%n SMS</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n call</numerusform>
                <numerusform>%n calls</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tariffs</name>
        <message numerus="yes">
            <source>the first {count} destination(s): type more to see fewer</source>
            <translation>
                <numerusform>the first {count} destination: type more to see fewer</numerusform>
                <numerusform>the first {count} destinations: type more to see fewer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} destination(s)</source>
            <translation>
                <numerusform>{count} destination</numerusform>
                <numerusform>{count} destinations</numerusform>
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
        <message numerus="yes">
            <source>%n unread message(s)</source>
            <translation>
                <numerusform>%n unread message</numerusform>
                <numerusform>%n unread messages</numerusform>
            </translation>
        </message>
    </context>
</TS>
