using System.Globalization;
using System.Text.Json;
using Gezhi.Cases;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Oversight;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Rating;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Integration.Joining;

/// <summary>Joined and split again: every column of every row is as it was, but for the record, which tells of both moves.</summary>
public sealed class JoinUndoneTests
{
    /// <summary>What counts the moves, and when the clock was last read.</summary>
    private static readonly string[] Grows = [nameof(Case.Version), nameof(Case.Sequence), nameof(Case.LastHash), nameof(Case.ClockedAt)];

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    public static TheoryData<Engine, bool> EnginesAndPhotos =>
        new()
        {
            { Engine.Sqlite, true },
            { Engine.Sqlite, false },
            { Engine.Postgres, true },
            { Engine.Postgres, false },
        };

    [Theory]
    [MemberData(nameof(EnginesAndPhotos))]
    public async Task Both_cases_their_reports_photos_followers_calls_and_timers_are_column_by_column_as_before(
        Engine engine,
        bool hasLeadPhoto
    )
    {
        var town = await Town.On(engine);
        await town.Morning(7);
        var (subject, lead) = (
            await Rich(town, "拆单逐项：要并走的", "15400440101", Field.Pocket.NewPhoto()),
            await Rich(town, "拆单逐项：留下的", "15400440201", hasLeadPhoto ? Field.Pocket.NewPhoto() : null)
        );
        var covers = await Covers(town, subject, lead);
        (covers[subject] is null, covers[lead] is null).ShouldBe((false, !hasLeadPhoto));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await town.Settle();
        var before = await Everything(town, subject, lead);

        town.Clock.Move(TimeSpan.FromMinutes(3));
        await linXiao.Do($"/api/cases/{subject}/join", new { toCaseId = lead, note = "同一处" });
        await town.Settle();
        var joined = await Everything(town, subject, lead);
        town.Clock.Move(TimeSpan.FromMinutes(4));
        await linXiao.Do($"/api/cases/{subject}/join", new { reason = "不是同一处" }, HttpMethod.Delete);
        await town.Settle();
        var after = await Everything(town, subject, lead);

        joined.ShouldNotBe(before);
        joined.ShouldContain($"\"CoverHash\":\"{covers[hasLeadPhoto ? lead : subject]}\"");
        after.Split('\n').ShouldBe(before.Split('\n'));
        (await Covers(town, subject, lead)).ShouldBe(covers, ignoreOrder: true);
        after.Split('\n').Length.ShouldBeGreaterThan(15); // two cases, three reports, photos, a follower, a call with its department, timers
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_came_due_while_it_was_joined_is_told_after_the_split_once(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(7);
        var (subject, lead) = (
            await Rich(town, "拆单到期：要并走的", "15400440301", null),
            (await town.Dispatched("拆单到期：留下的", "15400440401")).CaseId()
        );
        using (var caoZuo = await town.As(Role.Operator, "caozuo01"))
            await caoZuo.Do($"/api/cases/{subject}/join", new { toCaseId = lead, note = "同一处" });
        town.Clock.Move(TimeSpan.FromDays(3)); // order and call upwards come due
        await town.Ring();
        (await Late(town, subject)).ShouldBe((0, 0), "nobody owes anything on a joined case");

        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{subject}/join", new { reason = "不是同一处" }, HttpMethod.Delete);
        await town.Ring();
        await town.Ring();

        (await Late(town, subject)).ShouldBe((1, 1));
        var told = await town.With(
            (_, db) =>
                db.Set<Gezhi.Cases.Messages.Message>()
                    .Where(m => m.CaseId == subject && m.Kind == Gezhi.Cases.Messages.MessageKind.OrderLate)
                    .Select(m => m.AccountId)
                    .ToListAsync()
        );
        told.ShouldNotBeEmpty();
        told.ShouldBeUnique();
        (
            await town.With(
                (_, db) => db.Set<TimerRow>().CountAsync(t => t.SubjectId == subject && t.Kind == "cases.clock" && t.NextAt != null)
            )
        ).ShouldBeLessThanOrEqualTo(1, "one clock for one case");
    }

    private static async Task<(int Orders, int Calls)> Late(Town town, Guid caseId) =>
        (
            await town.With((_, db) => db.Set<Order>().CountAsync(o => o.CaseId == caseId && o.LateAt != null)),
            await town.With(
                (_, db) =>
                    db.Set<ClimbCall>()
                        .CountAsync(c => c.LateAt != null && db.Set<Climb>().Any(climb => climb.Id == c.ClimbId && climb.CaseId == caseId))
            )
        );

    private static Task<Dictionary<Guid, string?>> Covers(Town town, params Guid[] cases) =>
        town.With((_, db) => db.Cases.AsNoTracking().Where(c => cases.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.CoverHash));

    /// <summary>Reported with a photo, filed and dispatched by the rule for manholes.</summary>
    private static async Task<Guid> WithPhoto(Town town, string text, string phone, byte[] photo)
    {
        using var aunt = town.Anybody();
        var form = Form.With(
            ("text", text),
            ("phone", phone),
            ("lon", Town.Lon.ToString(CultureInfo.InvariantCulture)),
            ("lat", Town.Lat.ToString(CultureInfo.InvariantCulture))
        );
        var id = (await aunt.Do("/api/reports", form.Photo("photos", photo))).CaseId();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{id}/filing", new { categoryKey = Reported.Manhole, version = 1 });
        await town.Settle();
        return id;
    }

    /// <summary>Dispatched, with or without a photo, a second reporter, a follower, a call upwards and an order that waits for its answer.</summary>
    private static async Task<Guid> Rich(Town town, string text, string phone, byte[]? photo)
    {
        var id = photo is null ? (await town.Dispatched(text, phone)).CaseId() : await WithPhoto(town, text, phone, photo);
        using var neighbour = town.Anybody();
        object at(string number) =>
            new
            {
                caseId = id,
                lon = Town.Lon,
                lat = Town.Lat,
                text = "我也遇到",
                phone = number,
            };
        await neighbour.Do("/api/near/reports", at(phone[..^1] + "7"));
        await neighbour.Do("/api/near/follows", at(phone[..^1] + "8"));
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{id}/climbs", new { note = "要街道协调", unitCodes = "urban-management" });
        using var leader = await town.As(Role.Leader, "lingdao01");
        await leader.Do($"/api/cases/{id}/remarks", new { action = "Supervise", note = "请今天到场" });
        return id;
    }

    private static Task<string> Everything(Town town, params Guid[] cases) =>
        town.With(
            async (_, db) =>
            {
                var lines = new List<string>();
                await Add(db, lines, db.Cases.Where(c => cases.Contains(c.Id)), Grows);
                await Add(
                    db,
                    lines,
                    db.Reports.Where(r => cases.Contains(r.OwnCaseId) || cases.Contains(r.CaseId)),
                    nameof(Report.Version)
                );
                await Add(db, lines, db.Evidence.Where(e => cases.Contains(e.CaseId)));
                await Add(db, lines, db.Set<Follow>().Where(f => cases.Contains(f.CaseId) || cases.Contains(f.OwnCaseId)));
                await Add(db, lines, db.Set<CaseHelper>().Where(h => cases.Contains(h.CaseId)));
                await Add(db, lines, db.Set<Order>().Where(o => cases.Contains(o.CaseId)));
                await Add(db, lines, db.Set<Climb>().Where(c => cases.Contains(c.CaseId)));
                var calls = db.Set<Climb>().Where(c => cases.Contains(c.CaseId)).Select(c => c.Id);
                await Add(db, lines, db.Set<ClimbCall>().Where(c => calls.Contains(c.ClimbId)));
                var of = cases.Concat(await calls.ToListAsync()).ToList();
                // Clocks of stages that are over find another plan and do nothing: only the one that is planned counts, and there is one of it.
                await Add(
                    db,
                    lines,
                    db.Set<TimerRow>()
                        .Where(t => of.Contains(t.SubjectId) && t.NextAt != null)
                        .Where(t => t.Kind != "cases.clock" || db.Set<Case>().Any(c => c.Id == t.SubjectId && c.ClockAt == t.DueAt)),
                    nameof(TimerRow.Id)
                );
                return string.Join('\n', lines);
            }
        );

    /// <summary>One line a row: all its columns.</summary>
    private static async Task Add<T>(GezhiDb db, List<string> lines, IQueryable<T> rows, params string[] without)
        where T : class
    {
        var columns = db.Model.FindEntityType(typeof(T))!.GetProperties().Where(p => !without.Contains(p.Name)).ToList();
        lines.AddRange(
            (await rows.AsNoTracking().ToListAsync())
                .Select(row =>
                    typeof(T).Name + ": " + JsonSerializer.Serialize(columns.ToDictionary(c => c.Name, c => c.GetGetter().GetClrValue(row)))
                )
                .Order(StringComparer.Ordinal)
        );
    }
}
