package org.jmlmmj.send.smtp;

import java.util.Optional;

class NetworkTest extends ConnectorContract {
    @Override
    Connector connector() {
        return Network.start(Optional.empty());
    }
}
