using Gezhi.Platform;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>Two transactions hold what the other wants; the database sends one of them away.</summary>
public sealed class GivingWayTests
{
    [Fact]
    public async Task A_save_that_had_to_give_way_to_another_transaction_is_made_again_and_nobody_notices()
    {
        var town = await Town.On(Engine.Postgres);
        var ct = TestContext.Current.CancellationToken;
        var subject = Ids.New(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        var far = new DateTime(2199, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await town.With(
            async (_, db) =>
            {
                db.SetTimer("test.way", subject, far, far);
                db.SetTimer("test.way", subject, far, far.AddMinutes(1));
                await db.Save(ct);
                return 0;
            }
        );

        var deadlocks = await town.With(
            async (_, db) =>
            {
                var mine = await db.Set<TimerRow>().Where(t => t.SubjectId == subject).OrderBy(t => t.Id).ToListAsync(ct);
                mine.ForEach(t => t.GiveUp(far));
                await using var other = new NpgsqlConnection(db.Database.GetConnectionString());
                await other.OpenAsync(ct);
                var before = await Deadlocks(other, ct);
                Task save;
                await using (var transaction = await other.BeginTransactionAsync(ct))
                {
                    await Hold(other, mine[1].Id, ct);
                    save = db.Save(ct); // takes the first and waits for the second
                    await Task.Delay(300, ct);
                    await Hold(other, mine[0].Id, ct); // goes on once the other side gave way
                    await transaction.CommitAsync(ct);
                }
                await save;
                return await Deadlocks(other, ct) - before;
            }
        );

        deadlocks.ShouldBeGreaterThan(0, "they must have stood in each other's way for this to say anything");
        var done = await town.With((_, db) => db.Set<TimerRow>().CountAsync(t => t.SubjectId == subject && t.DoneAt == far, ct));
        done.ShouldBe(2);
    }

    private static async Task Hold(NpgsqlConnection other, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM platform_timer WHERE id = $1 FOR UPDATE", other)
        {
            Parameters = { new() { Value = id } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The server counts with a little delay.</summary>
    private static async Task<long> Deadlocks(NpgsqlConnection other, CancellationToken ct)
    {
        await Task.Delay(1500, ct);
        await using var command = new NpgsqlCommand("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", other);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
