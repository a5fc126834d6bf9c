package dev.atrium.localstack.queue;

/** A request is answered with an error. */
final class QueueErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final QueueError error;

    QueueErrorException(QueueError error, String message) {
        super(message);
        this.error = error;
    }

    QueueError error() {
        return error;
    }
}
