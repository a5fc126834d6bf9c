package dev.atrium.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class MessageShapeTest {
    enum Way {
        NORTH,
        SOUTH_EAST
    }

    record MoveWarrior(String warriorId, Way way, Optional<List<Step>> path) implements Message {}

    record Step(int x, int y) implements Message {}

    @WireName("army_moved")
    record ArmyMoved(long at) implements Message {}

    record Failing(int rank) implements Message {
        Failing {
            if (rank == 1) {
                throw new IllegalArgumentException("rank=1");
            }
        }

        @Override
        public int rank() {
            if (rank == 2) {
                throw new IllegalStateException("no rank");
            }
            return rank;
        }
    }

    @Test
    void shapeTellsNamesAndTypesInDeclaredOrder() {
        MessageShape shape = MessageShape.of(MoveWarrior.class);
        assertEquals("move-warrior", shape.name());
        assertEquals(MoveWarrior.class, shape.type());
        assertEquals(
                List.of("warriorId", "way", "path"),
                shape.fields().stream().map(MessageShape.Field::name).toList());
        assertEquals(FieldType.Scalar.TEXT, shape.fields().get(0).type());
        FieldType.Choice way = (FieldType.Choice) shape.fields().get(1).type();
        assertEquals(List.of("north", "south-east"), way.names());
        assertEquals(List.of(Way.NORTH, Way.SOUTH_EAST), way.constants());
        FieldType.OptionalOf path = (FieldType.OptionalOf) shape.fields().get(2).type();
        FieldType.ListOf list = (FieldType.ListOf) path.element();
        assertEquals(Step.class, ((FieldType.Nested) list.element()).shape().type());
        assertSame(shape, MessageShape.of(MoveWarrior.class));
    }

    @Test
    void shapeTakesRecordsApartAndMakesThem() {
        MessageShape shape = MessageShape.of(Step.class);
        Object step = shape.create(new Object[] {3, 4});
        assertEquals(new Step(3, 4), step);
        assertEquals(3, shape.fields().get(0).of(step));
        assertEquals(4, shape.fields().get(1).of(step));
    }

    @Test
    void namesAreKebabCase() {
        assertEquals("move-warrior", MessageShape.kebabCase("MoveWarrior"));
        assertEquals("south-east", MessageShape.kebabCase("SOUTH_EAST"));
        assertEquals("north", MessageShape.kebabCase("NORTH"));
        assertEquals("pong", MessageShape.kebabCase("Pong"));
        assertEquals("army_moved", MessageShape.of(ArmyMoved.class).name());
    }

    @Test
    void throwOfTheRecordItselfComesThrough() {
        MessageShape shape = MessageShape.of(Failing.class);
        assertThrows(IllegalArgumentException.class, () -> shape.create(new Object[] {1}));
        Object two = shape.create(new Object[] {2});
        assertThrows(IllegalStateException.class, () -> shape.fields().get(0).of(two));
        assertThrows(ClassCastException.class, () -> shape.create(new Object[] {"one"}));
    }

    @Test
    void textThatCouldNotBeWrittenDownMakesNoMessage() {
        MessageShape shape = MessageShape.of(Texts.class);
        Object fine = shape.create(new Object[] {"🦊", List.of("a"), Optional.of("b"), 1L});
        assertEquals(new Texts("🦊", List.of("a"), Optional.of("b"), 1), fine);
        for (Object[] bad :
                new Object[][] {
                    {"\ud800", List.of(), Optional.empty(), 1L},
                    {"", List.of("a", "\udc00"), Optional.empty(), 1L},
                    {"", List.of(), Optional.of("\ud800"), 1L}
                }) {
            assertThrows(IllegalArgumentException.class, () -> shape.create(bad));
        }
    }

    record Texts(String one, List<String> many, Optional<String> maybe, long number)
            implements Message {}

    record Floating(double speed) implements Message {}

    record Mapped(Map<String, Integer> byName) implements Message {}

    record Raw(@SuppressWarnings("rawtypes") List list) implements Message {}

    record Wild(List<?> list) implements Message {}

    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Message {}

    record Loose(Object anything) implements Message {}

    record Inner(float x) {}

    record Outer(List<Inner> inner) implements Message {}

    record Recursive(Optional<Recursive> next) implements Message {}

    record Hollow() implements Message {}

    record Hollows(List<Hollow> hollows) implements Message {}

    @SuppressWarnings("ClassCanBeRecord")
    static final class NoRecord implements Message {}

    @Test
    void typeThatAMessageCannotHoldIsNamedWithItsPlace() {
        refused(Floating.class, "Floating.speed", "double");
        refused(Mapped.class, "Mapped.byName", "Map");
        refused(Raw.class, "Raw.list", "List");
        refused(Wild.class, "Wild.list", "?");
        refused(Bytes.class, "Bytes.bytes", "byte[]");
        refused(Loose.class, "Loose.anything", "Object");
        refused(Outer.class, "Inner.x", "float");
        refused(Recursive.class, "Recursive", "too deep");
        refused(NoRecord.class, "NoRecord", "no record");
        refused(String.class, "String", "no record");
    }

    @Test
    void listOfRecordsWithoutFieldsIsRefused() {
        // They take no bytes: no count of them could be checked against what follows.
        refused(Hollows.class, "Hollows.hollows", "Hollow");
    }

    private static void refused(Class<?> type, String place, String what) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> MessageShape.of(type))
                        .getMessage();
        assertTrue(message.contains(place) && message.contains(what), message);
    }

    @Test
    void deadlineIsATickFromZeroUp() {
        assertEquals(0, new Deadline(0).tick());
        assertThrows(IllegalArgumentException.class, () -> new Deadline(-1));
    }

    @Test
    void leastBytesOfATypeAreThoseOfItsSmallestValue() {
        record Small(int a, long b, boolean c, String d, Deadline e, Way f, List<Step> g)
                implements Message {}
        FieldType small = new FieldType.Nested(MessageShape.of(Small.class));
        assertEquals(4 + 8 + 1 + 4 + 8 + 4 + 4, small.bytesMin());
        assertEquals(1, new FieldType.OptionalOf(small).bytesMin());
    }
}
