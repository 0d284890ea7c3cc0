package org.jmlmmj.send.smtp;

class PlainConnectorTest extends ConnectorContract {
    @Override
    Connector connector() {
        return new PlainConnector();
    }
}
