package org.jmlmmj.send.smtp;

class NetworkTest extends ConnectorContract {
    @Override
    Connector connector() {
        return Network.start();
    }
}
