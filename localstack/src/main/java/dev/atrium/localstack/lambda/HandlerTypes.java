package dev.atrium.localstack.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;

/** How AWS's Java runtime finds a handler's types and picks a serializer for each. */
final class HandlerTypes {

    private HandlerTypes() {}

    /**
     * The answer type that a handler's class declares.
     *
     * @return null where it does not say (a lambda expression, a type variable): the answer is then
     *     written by the class it has
     */
    static @Nullable Type declaredAnswer(Class<?> handlerClass) {
        for (Class<?> at = handlerClass; at != null; at = at.getSuperclass()) {
            for (Type implemented : at.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType type
                        && type.getRawType() == RequestHandler.class) {
                    Type answer = type.getActualTypeArguments()[1];
                    return answer instanceof TypeVariable || answer == Object.class ? null : answer;
                }
            }
        }
        return null;
    }

    /** The runtime's choice: AWS's events by their own serializers, all else by plain Jackson. */
    @SuppressWarnings("unchecked")
    static PojoSerializer<Object> serializerOf(Type type) {
        if (type instanceof Class<?> plain
                && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
            return (PojoSerializer<Object>)
                    LambdaEventSerializers.serializerFor(plain, plain.getClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
