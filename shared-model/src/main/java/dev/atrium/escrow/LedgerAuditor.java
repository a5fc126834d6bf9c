package dev.atrium.escrow;

import dev.atrium.escrow.LedgerAudit.Finding;
import dev.atrium.escrow.LedgerAudit.Kind;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.PostingRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.ScanEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads a whole ledger and adds it up, for operators and tests. It scans three tables, so it costs
 * what they hold; and since rows are read one after the other, what is moved meanwhile looks as if
 * it were not in order. So it tells the truth about a ledger that nobody writes to, and otherwise
 * what is worth a second look. Blocking; for one thread.
 */
public final class LedgerAuditor {
    private static final int PAGE_ROWS = 500;

    private final DynamoDbTable<AccountRow> accounts;
    private final DynamoDbTable<PostingRow> postings;
    private final DynamoDbTable<EscrowRow> escrows;
    private final int rowsMax;

    /**
     * An auditor of a deployment's ledger.
     *
     * @param tablePrefix before every table's name
     * @param rowsMax rows of each table that are read at most; as many accounts are kept in memory
     */
    public LedgerAuditor(DynamoDbClient client, String tablePrefix, int rowsMax) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.accounts = Tables.ACCOUNTS.in(enhanced, tablePrefix);
        this.postings = Tables.POSTINGS.in(enhanced, tablePrefix);
        this.escrows = Tables.ESCROWS.in(enhanced, tablePrefix);
        this.rowsMax = rowsMax;
    }

    /**
     * Adds everything up.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if the tables cannot be read
     */
    public LedgerAudit audit() {
        Count count = new Count();
        long postingRows = scan(postings, count, count::posting);
        long escrowRows = scan(escrows, count, count::escrow);
        long accountRows = scan(accounts, count, count::account);
        count.end();
        return new LedgerAudit(
                accountRows, escrowRows, postingRows, count.issued, count.sum, count.findings);
    }

    private <T> long scan(DynamoDbTable<T> table, Count count, Consumer<T> each) {
        ScanEnhancedRequest request =
                ScanEnhancedRequest.builder().consistentRead(true).limit(PAGE_ROWS).build();
        long rows = 0;
        for (T row : table.scan(request).items()) {
            if (rows == rowsMax) {
                count.find(Kind.TOO_MANY_ROWS, table.tableName(), rows);
                return rows;
            }
            rows++;
            each.accept(row);
        }
        return rows;
    }

    /** The sums so far. */
    private static final class Count {
        /** What postings make of each account, less what was found there. */
        private final Map<String, Long> unexplained = new TreeMap<>();

        private final List<Finding> findings = new ArrayList<>();
        private long sum;
        private long issued;

        void posting(PostingRow row) {
            long legs = 0;
            for (Map.Entry<String, Long> leg : row.legs().entrySet()) {
                legs += leg.getValue();
                unexplained.merge(leg.getKey(), leg.getValue(), Long::sum);
                if (AccountRow.isIssuance(leg.getKey())) {
                    issued -= leg.getValue();
                }
            }
            if (legs != 0) {
                find(Kind.POSTING, row.book() + " " + row.step(), legs);
            }
        }

        void escrow(EscrowRow row) {
            balance(AccountRow.escrow(row.roomId()), row.balance());
            EscrowState state = Ledger.state(row);
            boolean closed = state == EscrowState.PAID || state == EscrowState.REFUNDED;
            if (closed && row.balance() != 0) {
                find(Kind.NOT_EMPTY, row.roomId(), row.balance());
            }
        }

        void account(AccountRow row) {
            balance(row.accountId(), row.balance());
        }

        private void balance(String accountId, long balance) {
            sum += balance;
            unexplained.merge(accountId, -balance, Long::sum);
            if (balance < 0 && !AccountRow.isIssuance(accountId)) {
                find(Kind.NEGATIVE, accountId, balance);
            }
        }

        void end() {
            if (sum != 0) {
                find(Kind.SUM, "all accounts", sum);
            }
            unexplained.forEach(
                    (account, amount) -> {
                        if (amount != 0) {
                            find(Kind.BALANCE, account, -amount);
                        }
                    });
        }

        void find(Kind kind, String where, long amount) {
            if (findings.size() < LedgerAudit.FINDINGS_MAX) {
                findings.add(new Finding(kind, where, amount));
            }
        }
    }
}
