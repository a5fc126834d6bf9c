package dev.atrium.functions.priming;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Answers every request of an AWS client with the same text; nothing leaves this process. */
final class CannedHttp implements SdkHttpClient {
    private final int status;
    private final byte[] body;

    CannedHttp(int status, String body) {
        this.status = status;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer();
            }

            @Override
            public void abort() {
                // It has answered already.
            }
        };
    }

    private HttpExecuteResponse answer() {
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpResponse.builder()
                                .statusCode(status)
                                .putHeader("content-type", "application/x-amz-json-1.0")
                                .putHeader("content-length", Integer.toString(body.length))
                                .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public String clientName() {
        return "Canned";
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
