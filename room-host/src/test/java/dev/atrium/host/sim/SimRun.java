package dev.atrium.host.sim;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.Json;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** One run of a seed: hosts, rooms, players, faults while it lasts, and then peace. */
final class SimRun {
    static final String PREFIX = "sim-";

    private static final int ROOMS = 2;

    /** Now and then there are so many, all on one host, which leaves and cannot store them. */
    private static final int CROWD = 12;

    private static final int SEATS = 2;
    private static final int HOSTS = 3;
    private static final int PLAY_S = 5;

    /** Until then there are faults; from then on everything works. */
    private static final int PEACE_MS = 7_000;

    /** So long after it every room has ended. */
    private static final int END_MS = 60_000;

    private final long seed;
    private final Plant plant;
    private final SimWorld world;
    private final SimLink.Weather weather;
    private final SimTables tables;
    private final SimJournals journals;
    private final SimSeeds.Kept seeds;
    private final SimPoison poison;
    private final SimArchive archive;
    private final TreeMap<String, SimHost> hosts = new TreeMap<>();
    private final List<SimClient> clients = new ArrayList<>();
    private final List<String> roomIds = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final GameCatalog games = SimGames.lasting(PLAY_S);
    private int hostsStarted;
    private final SimEmptyRoom emptyRoom;
    private final boolean crowded;
    private final boolean hasty;
    private boolean peace;
    private int trimmed;

    private boolean contentsTouched;
    private final SimVoids voids = new SimVoids();

    SimRun(long seed, Plant plant) {
        this.seed = seed;
        this.plant = plant;
        this.world = new SimWorld(seed);
        this.weather = drawWeather();
        this.crowded = world.chance(0.01);
        this.hasty = world.chance(0.03);
        if (hasty) {
            voids.notBegunIsRight();
        }
        this.tables = new SimTables(world, plant);
        this.archive = new SimArchive(world, plant, this::weather);
        this.journals = new SimJournals(world, plant);
        this.seeds = new SimSeeds.Kept(world, plant);
        this.poison = new SimPoison(this);
        this.emptyRoom = new SimEmptyRoom(this);
    }

    private SimLink.Weather drawWeather() {
        return switch (world.random().nextInt(4)) {
            case 0 -> SimLink.Weather.FINE;
            case 1 -> new SimLink.Weather(0.01, 0.02, 0.01);
            case 2 -> new SimLink.Weather(0.05, 0.05, 0.02);
            default -> new SimLink.Weather(0, 0.02, 0.1);
        };
    }

    /**
     * How much there was.
     *
     * @param finished rooms with an outcome
     * @param voided rooms without one
     * @param acknowledged inputs
     * @param takeovers rooms that came to another host than had them before
     * @param trimmed segments of journals that went to the archive while their rooms lived
     */
    record Totals(int finished, int voided, int acknowledged, int takeovers, int trimmed) {}

    /**
     * What came of a run.
     *
     * @param seed that does it again
     * @param wrongs what must not happen and did; empty if all is well
     * @param notes of faults and the like, with their times
     */
    record Report(long seed, List<String> wrongs, Totals totals, List<String> notes) {
        @Override
        public String toString() {
            return "seed %d: %s%n  %s"
                    .formatted(seed, wrongs, String.join(System.lineSeparator() + "  ", notes));
        }
    }

    /** Plays it. */
    Report play() {
        for (int i = 0; i < HOSTS; i++) {
            startHost();
        }
        world.after(300 * SimWorld.MS, this::placeRooms);
        SimFaults faults = new SimFaults(this);
        world.after(500 * SimWorld.MS, faults::plan);
        world.runUntil(PEACE_MS * SimWorld.MS);
        peace = true;
        faults.end();
        while (world.nowNanos() < END_MS * SimWorld.MS && !allIsOver()) {
            world.runUntil(world.nowNanos() + 250 * SimWorld.MS);
        }
        return check();
    }

    private boolean allIsOver() {
        return emptyRoom.isOver()
                && roomIds.stream().allMatch(this::isOver)
                && clients.stream().allMatch(SimClient::isDone);
    }

    private Report check() {
        SimHistory history = new SimHistory(this, games);
        int finished = 0;
        int voided = 0;
        int acknowledged = 0;
        for (String roomId : roomIds) {
            RoomRow row = room(roomId).orElseThrow();
            switch (row.status()) {
                case FINISHED -> finished++;
                case VOID -> {
                    voided++;
                    String reason = String.valueOf(row.voidReason());
                    boolean deadly = reason.equals("quarantined") && poison.isDeadly(roomId);
                    if (!deadly && !voids.mayBe(roomId, reason)) {
                        wrong("room " + roomId + " is void: " + reason);
                    }
                }
                case PLACED, PLAYING -> wrong("room " + roomId + " has not ended: " + row.status());
            }
            acknowledged += history.check(row);
        }
        emptyRoom.check();
        clients.stream()
                .filter(client -> !client.isDone())
                .forEach(client -> wrong(client.playerId() + " does not know that it is over"));
        return new Report(
                seed,
                wrongs,
                new Totals(finished, voided, acknowledged, tables.takeovers(), trimmed),
                notes);
    }

    // -- what is there --------------------------------------------------------------------------

    SimWorld world() {
        return world;
    }

    Plant plant() {
        return plant;
    }

    /** How bad ways are: fine once there is peace. */
    SimLink.Weather weather() {
        return peace ? SimLink.Weather.FINE : weather;
    }

    SimTables tables() {
        return tables;
    }

    SimJournals journals() {
        return journals;
    }

    SimSeeds.Kept seeds() {
        return seeds;
    }

    List<SimClient> clients() {
        return clients;
    }

    SimArchive archive() {
        return archive;
    }

    /** What the journals' store keeps is changed behind its back: only then it has another one. */
    boolean isTouched() {
        return contentsTouched;
    }

    void contentsTouched() {
        contentsTouched = true;
    }

    /** A room that has come to its end on that host does not find its journal as it wrote it. */
    void journalGone(String roomId, String hostId, long epoch) {
        boolean owned =
                room(roomId)
                        .filter(row -> row.status() == RoomStatus.PLAYING)
                        .filter(row -> row.owner().equals(hostId) && row.epoch() == epoch)
                        .isPresent();
        if (owned && !contentsTouched) {
            wrong("the end of " + roomId + " finds another journal");
        }
    }

    /** Ends as this run sees them. */
    SimEnding ending(String hostId, RoomEnding real) {
        return new SimEnding(this, plant, hostId, real);
    }

    /** Who owns one of the rooms now. */
    String someOwner() {
        String roomId = roomIds.get(world.random().nextInt(roomIds.size()));
        return room(roomId).map(RoomRow::owner).orElseThrow();
    }

    /** Which rooms may be void. */
    SimVoids voids() {
        return voids;
    }

    /** So many segments of a journal were in the archive before the room ended. */
    void trimmed(int segments) {
        trimmed += segments;
    }

    /** Whether people join that room while it runs. */
    boolean isJoined(String roomId) {
        return room(roomId)
                .flatMap(row -> games.find(row.game(), row.rulesVersion()))
                .filter(game -> game.info().isJoined())
                .isPresent();
    }

    static boolean isStrict(GameInfo game) {
        return game.durability() == GameInfo.Durability.STRICT;
    }

    GameCatalog games() {
        return games;
    }

    boolean isCrowded() {
        return crowded;
    }

    /** Whether a room that does not begin soon is given up. */
    boolean isHasty() {
        return hasty;
    }

    /**
     * Some hosts are of an older build, which knows less games; after peace all know all.
     *
     * @param poisoned told of steps of rooms that were poisoned
     */
    GameCatalog gamesOf(GameCatalog all, IntConsumer poisoned) {
        boolean older = !peace && world.chance(0.1);
        Game[] known =
                all.all().stream()
                        .map(game -> ((TallyGame) game).with(poisoned))
                        .toArray(Game[]::new);
        return older ? GameCatalog.of(known[0], known[known.length - 1]) : GameCatalog.of(known);
    }

    SimPoison poison() {
        return poison;
    }

    List<String> roomIds() {
        return roomIds;
    }

    /** Something that must not happen. */
    void wrong(String what) {
        wrongs.add(what);
    }

    /** Something that who reads of a failure wants to know. */
    void note(String what) {
        notes.add(world.nowNanos() / SimWorld.MS + " ms: " + what);
    }

    // -- hosts ----------------------------------------------------------------------------------

    SimHost startHost() {
        String id = "host-" + ++hostsStarted;
        SimHost host = new SimHost(this, id, games);
        hosts.put(id, host);
        host.start();
        return host;
    }

    Optional<SimHost> host(String id) {
        return Optional.ofNullable(hosts.get(id));
    }

    List<SimHost> liveHosts() {
        return hosts.values().stream().filter(host -> !host.isDead()).toList();
    }

    // -- rooms ----------------------------------------------------------------------------------

    private void placeRooms() {
        List<SimHost> ready =
                liveHosts().stream()
                        .filter(host -> tables.table(PREFIX + "hosts").containsKey(host.id()))
                        .toList();
        if (ready.isEmpty()) {
            world.after(100 * SimWorld.MS, this::placeRooms);
            return;
        }
        for (int i = 0; i < (crowded ? CROWD : ROOMS); i++) {
            byte[] id = new byte[16];
            world.random().nextBytes(id);
            String roomId = HexFormat.of().formatHex(id);
            int drawn = world.random().nextInt(games.all().size());
            GameInfo game = games.all().get(drawn).info();
            List<SimHost> able = ready.stream().filter(host -> host.runs(game.id())).toList();
            if (able.isEmpty()) {
                continue;
            }
            SimHost owner = able.get(crowded ? 0 : world.random().nextInt(able.size()));
            roomIds.add(roomId);
            put(
                    new RoomRow(
                            roomId,
                            game.id(),
                            1,
                            RoomStatus.PLACED,
                            owner.id(),
                            0,
                            seats(roomId, game),
                            0,
                            0,
                            null,
                            null,
                            0));
        }
        if (world.chance(0.1)) {
            emptyRoom.place(ready.getFirst());
        }
        for (SimClient client : clients) {
            // Who is late keeps the others waiting.
            long late = world.chance(0.15) ? world.msBetween(500, 1_900) : 0;
            world.after(late, client::start);
        }
    }

    private String seats(String roomId, GameInfo game) {
        List<SeatPlan> plans = new ArrayList<>();
        for (int seat = 0; seat < SEATS; seat++) {
            SimClient client = new SimClient(this, roomId, seat, game);
            clients.add(client);
            if (!game.isJoined()) {
                plans.add(client.plan());
            }
        }
        try {
            return Json.mapper().writeValueAsString(plans);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(RoomRow row) {
        SimRows.put(tables, row);
    }

    /** The row of a room as it stands. */
    Optional<RoomRow> room(String roomId) {
        return SimRows.room(tables, roomId);
    }

    /** What it ended with. */
    Optional<OutcomeRow> outcome(String roomId) {
        return SimRows.outcome(tables, roomId);
    }

    boolean isOver(String roomId) {
        return room(roomId).filter(row -> row.liveOwner() == null).isPresent();
    }

    /** Some host, as an old address may name. */
    Optional<SimHost> anyHost() {
        List<SimHost> alive = liveHosts();
        return alive.isEmpty()
                ? Optional.empty()
                : Optional.of(alive.get(world.random().nextInt(alive.size())));
    }

    /** Where the front door sends a player. */
    Optional<SimHost> ownerOf(String roomId) {
        return room(roomId).flatMap(row -> host(row.owner())).filter(host -> !host.isDead());
    }
}
