using System.Text.Json;
using Gezhi.Cases;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Work in the middle: joint handling, calls upwards, waiting approvals, supervised cases; and proposed mappings between schemes. 协同与时限示例</summary>
internal sealed class DeadlineFiller(GezhiDb db, CaseDesk desk, TimeProvider clock)
{
    private Dictionary<string, Actor> people = [];
    private List<Case> handling = [];
    private DateTime now;

    public async Task Fill(string seedFolder, IReadOnlyList<Category> categories, bool hasReports, CancellationToken ct)
    {
        now = clock.UtcNow;
        people = await People(ct);
        db.AddRange(Maps(seedFolder, categories));
        if (hasReports)
        {
            db.AddRange(Hours("transit", "06:00-23:00"), Hours("heating", "00:00-24:00"));
            await Cases(ct);
        }
        await db.Save(ct);
        db.Forget();
    }

    private async Task Cases(CancellationToken ct)
    {
        string[] units = ["municipal-works", "street-lighting", "sanitation", "parks", "enforcement", "traffic-police"];
        handling = await db
            .Cases.Where(c => c.State == CaseState.Handling && units.Contains(c.LeadUnitCode!) && c.DueAt > now && c.AreaCode.Length >= 15)
            .OrderByDescending(c => c.DispatchedAt)
            .Take(40)
            .ToListAsync(ct);
        Joint();
        Asked(ApprovalKind.Extend, "配件要从外地调，三天后到货", null, 150, "municipal-works");
        Asked(ApprovalKind.Shelve, "管线产权还在核对，先围挡并挂警示牌", now.AddDays(40), 35, "municipal-works");
        Ordered(CaseAction.Supervise, "lingdao01", "这一处居民反映多次，请说明卡在哪里，明天上班前回复。", null);
        Ordered(CaseAction.Note, "lingdao01", "请举一反三，同类点位一并排查。", "已排查周边 6 处，2 处同样问题一并列入本周计划。");
        Called("楼下商户油烟、占道和消防通道堵塞缠在一起，社区劝过三次没用，请街道牵头。", ["enforcement", "fire"], 200, 1, isEnded: false);
        Called("老旧小区无主管楼院下水管塌了，没有产权单位，请区里定一个单位先修。", ["housing", "municipal-works"], 70, 0, isEnded: false);
        Called("夜市收摊后垃圾清运谁负责说不清，请街道协调。", ["sanitation", "market"], 1500, 2, isEnded: true);
        await Appealed(ct);
    }

    /// <summary>The police officer and the mediator of the pilot community are called to one matter, and see no other.</summary>
    public async Task CallPartners(CancellationToken ct)
    {
        now = clock.UtcNow;
        people = await People(ct);
        var subject = await db
            .Cases.Where(c =>
                (c.State == CaseState.Handling || c.State == CaseState.Dispatched)
                && EF.Functions.Like(c.AreaCode, StaffingTown.Pilot + "%")
            )
            .OrderByDescending(c => EF.Functions.Like(c.AreaCode, StaffingTown.PilotCommunity + "%"))
            .ThenByDescending(c => EF.Functions.Like(c.Title, "%噪%") || EF.Functions.Like(c.Title, "%吵%"))
            .ThenByDescending(c => c.DispatchedAt)
            .FirstOrDefaultAsync(ct);
        if (subject is null)
            return;
        foreach (
            var (unit, task) in ((string, string)[])
                [(StaffingTown.PolicePost, "一起上门，把规定讲清楚"), (StaffingTown.Mediation, "请双方坐下来谈一次，写成书面约定")]
        )
        {
            var step = Step(subject, "paiqian01", task, 45) with { UnitCode = unit };
            subject.Remark(CaseAction.Assist, step);
            var helper = new CaseHelper
            {
                DistrictId = db.DistrictId,
                CaseId = subject.Id,
                UnitCode = unit,
                At = step.Now,
            };
            var due = now.AddHours(26).CutToMilliseconds();
            helper.Give(task, due);
            db.Add(helper);
            db.SetTimer("cases.task", subject.Id, due, now, new { UnitCode = unit, helper.Round });
        }
        desk.Stage(subject);
    }

    /// <summary>Three co-handlers: one has handed in, one is at it, one has not accepted.</summary>
    private void Joint()
    {
        if (Next() is not { } subject)
            return;
        (string Unit, string Task, string? Result)[] parts =
        [
            ("traffic-police", "施工时封闭一条车道，早晚高峰派人疏导", "已摆放导向牌，早七点到九点、晚五点到七点各派两人"),
            ("power-supply", "迁移占压的弱电箱，和市政约好断电时间", null),
            ("telecom", "整理悬挂的线缆，清掉废弃的", null),
        ];
        foreach (var ((unit, task, result), i) in parts.Select((p, i) => (p, i)))
        {
            if (unit == subject.LeadUnitCode)
                continue;
            var step = Step(subject, "paiqian01", task, 300 - (i * 10)) with { UnitCode = unit };
            subject.Remark(CaseAction.Assist, step);
            var helper = new CaseHelper
            {
                DistrictId = db.DistrictId,
                CaseId = subject.Id,
                UnitCode = unit,
                At = step.Now,
            };
            var due = step.Now.AddHours(20 + (i * 8)).CutToMilliseconds();
            helper.Give(task, due);
            if (i < 2)
                helper.Accept(step.Now.AddMinutes(25));
            db.Add(helper);
            db.SetTimer("cases.task", subject.Id, due, now, new { UnitCode = unit, helper.Round });
            if (result is not null && Worker(unit) is { } crew)
            {
                var done = Step(subject, crew, result, 60) with { UnitCode = unit };
                subject.Remark(CaseAction.HandInTask, done);
                helper.HandIn(result, done.Actor.AccountId, done.Now);
            }
        }
        desk.Stage(subject);
    }

    private void Asked(ApprovalKind kind, string reason, DateTime? until, int minutesAgo, string unit)
    {
        if (Next(unit) is not { } subject || Worker(subject.LeadUnitCode!) is not { } crew)
            return;
        var step = Step(subject, crew, reason, minutesAgo);
        subject.AskApproval(step);
        var by = desk.Limits.DueAt(Stage.Decide, step.Now).CutToMilliseconds();
        db.Add(
            new Approval
            {
                DistrictId = db.DistrictId,
                CaseId = subject.Id,
                No = subject.Sequence,
                Kind = kind,
                Reason = reason,
                AskedBy = step.Actor.AccountId,
                AskedAt = step.Now,
                Until = until?.CutToMilliseconds(),
                DecideBy = by,
            }
        );
        db.SetTimer("cases.approval", subject.Id, by, now, new { No = subject.Sequence });
        desk.Stage(subject);
    }

    private void Ordered(CaseAction action, string by, string said, string? answer)
    {
        if (Next() is not { } subject)
            return;
        var step = Step(subject, by, said, 240);
        subject.Remark(action, step);
        var order = new Order
        {
            DistrictId = db.DistrictId,
            CaseId = subject.Id,
            No = subject.Sequence,
            Action = action,
            GivenBy = step.Actor.AccountId,
            GivenAt = step.Now,
            AnswerBy = now.AddHours(18).CutToMilliseconds(),
        };
        db.Add(order);
        db.SetTimer("cases.order", subject.Id, order.AnswerBy, now, new { order.No });
        if (answer is not null && Worker(subject.LeadUnitCode!) is { } crew)
        {
            var reply = Step(subject, crew, answer, 30);
            subject.Remark(CaseAction.Answer, reply);
            (order.AnsweredAt, order.AnsweredBy, order.AnswerNo) = (reply.Now, reply.Actor.AccountId, subject.Sequence);
        }
        desk.Stage(subject);
    }

    /// <param name="come">How many of the called have come.</param>
    private void Called(string why, string[] units, int minutesAgo, int come, bool isEnded)
    {
        if (Next() is not { } subject || Secretary(subject) is not { } secretary)
            return;
        var step = Step(subject, secretary, why, minutesAgo);
        subject.Remark(CaseAction.Climb, step);
        var climb = new Climb
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(step.Now),
            CaseId = subject.Id,
            No = subject.Sequence,
            From = ClimbLevel.Community,
            To = why.Contains("区里", StringComparison.Ordinal) ? ClimbLevel.District : ClimbLevel.Street,
            Why = why,
            CalledBy = step.Actor.AccountId,
            At = step.Now,
            ReportBy = step.Now.AddMinutes(120),
        };
        db.Add(climb);
        foreach (var (unit, i) in units.Select((u, i) => (u, i)))
        {
            var call = new ClimbCall
            {
                DistrictId = db.DistrictId,
                ClimbId = climb.Id,
                UnitCode = unit,
            };
            db.Add(call);
            if (unit != subject.LeadUnitCode)
                db.Add(
                    new CaseHelper
                    {
                        DistrictId = db.DistrictId,
                        CaseId = subject.Id,
                        UnitCode = unit,
                        At = step.Now,
                    }
                );
            if (i >= come || Worker(unit) is not { } crew)
                continue;
            var came = Step(subject, crew, "带队负责人已到现场，先一起看一遍，下午碰头定分工。", Math.Max(10, minutesAgo - 45)) with
            {
                UnitCode = unit,
            };
            subject.Remark(CaseAction.ReportIn, came);
            (call.ReportedAt, call.ReportedBy, call.Said) = (came.Now, came.Actor.AccountId, came.Note);
        }
        if (isEnded)
        {
            var end = Step(subject, secretary, "环卫收运到凌晨一点，市场方负责摊位归拢，已写进夜市公约。", 20);
            subject.Remark(CaseAction.EndClimb, end);
            (climb.EndedAt, climb.EndedBy, climb.Outcome) = (end.Now, end.Actor.AccountId, end.Note);
        }
        else
            db.SetTimer("cases.climb", climb.Id, climb.ReportBy, now);
        desk.Stage(subject);
    }

    private async Task Appealed(CancellationToken ct)
    {
        var late = await db
            .Cases.Where(c => c.State == CaseState.Closed && c.HandledAt > c.OriginalDueAt && c.LeadUnitCode == "municipal-works")
            .OrderByDescending(c => c.ClosedAt)
            .FirstOrDefaultAsync(ct);
        if (late is null || Worker("municipal-works") is not { } crew)
            return;
        var step = Step(late, crew, "第一次派遣时位置标错了两公里，重新定位花了半天，请不计入考核。", 90);
        late.Remark(CaseAction.Appeal, step);
        db.Add(
            new Appeal
            {
                DistrictId = db.DistrictId,
                CaseId = late.Id,
                Reason = step.Note!,
                UnitCode = late.LeadUnitCode!,
                AskedBy = step.Actor.AccountId,
                AskedAt = step.Now,
                DecideBy = desk.Limits.DueAt(Stage.Decide, step.Now).CutToMilliseconds(),
            }
        );
        desk.Stage(late);
    }

    /// <param name="unit">Whose case the story fits; null for any.</param>
    private Case? Next(string? unit = null)
    {
        var index = handling.FindIndex(c => unit is null || c.LeadUnitCode == unit);
        if (index < 0)
            return null;
        var subject = handling[index];
        handling.RemoveAt(index);
        return subject;
    }

    /// <summary>So long ago, but never before the stage of the case began.</summary>
    private Step Step(Case subject, string userName, string note, int minutesAgo)
    {
        var (actor, at) = (people[userName], now.AddMinutes(-minutesAgo));
        return new Step(actor, actor.Posts[0], (at > subject.StageAt ? at : subject.StageAt.AddMinutes(2)).CutToMilliseconds())
        {
            Note = note,
        };
    }

    private string? Worker(string unitCode) =>
        people.Where(p => p.Value.Posts[0].UnitCode == unitCode).Select(p => p.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    private string? Secretary(Case subject) =>
        people
            .Where(p =>
                p.Value.Posts[0] is { Role: Role.CommunitySecretary, AreaCode: { } area }
                && subject.AreaCode.StartsWith(area, StringComparison.Ordinal)
            )
            .Select(p => p.Key)
            .FirstOrDefault();

    private UnitHours Hours(string unit, string windows) =>
        new()
        {
            DistrictId = db.DistrictId,
            UnitCode = unit,
            No = 1,
            Windows = windows,
            IsEveryDay = true,
            At = now,
        };

    private async Task<Dictionary<string, Actor>> People(CancellationToken ct)
    {
        var posts = (await db.Set<Post>().AsNoTracking().ToListAsync(ct)).ToLookup(p => p.AccountId);
        var accounts = await db.Set<Account>().AsNoTracking().ToListAsync(ct);
        return accounts
            .Where(a => posts[a.Id].Any())
            .ToDictionary(
                a => a.UserName,
                a => new Actor(
                    db.DistrictId,
                    ActorKind.Staff,
                    a.Id,
                    a.Name,
                    [.. posts[a.Id].Select(p => new ActorPost(p.Id, p.Role, p.AreaCode, p.UnitCode, p.Title))]
                ),
                StringComparer.Ordinal
            );
    }

    /// <summary>2013 ↔ 2026 by number, 2007 → 2013 by name: proposals; the most used ones were looked at by the shift leader.</summary>
    private IEnumerable<CategoryMap> Maps(string seedFolder, IReadOnlyList<Category> categories)
    {
        using var tables = JsonDocument.Parse(File.ReadAllText(Path.Combine(seedFolder, "domain", "event-categories.json")));
        var lines = tables
            .RootElement.GetProperty("schemes")
            .EnumerateArray()
            .Single(s => s.GetProperty("id").GetString()!.Contains("30428", StringComparison.Ordinal))
            .GetProperty("children")
            .EnumerateArray()
            .SelectMany(m => m.GetProperty("children").EnumerateArray());
        var editor = people.GetValueOrDefault("zhiban01")?.AccountId;
        foreach (var line in lines)
        {
            var from = $"gb30428/matter/{line.GetProperty("code").GetString()}";
            var named = line.TryGetProperty("maps2026", out var code)
                ? categories.FirstOrDefault(c => c.Key == $"gb47678/matter/{code.GetString()}")
                : null;
            var (to, isSeen) = (named?.Key, named is { IsInUse: true }); // some numbers of the table are not in the scheme of 2026
            yield return Map(from, "gb47678", to, "number", isSeen ? editor : null);
            if (to is not null)
                yield return Map(to, "gb30428", from, "number", isSeen ? editor : null);
        }
        var of2013 = categories
            .Where(c => c is { Scheme: "gb30428", ParentKey: not null })
            .DistinctBy(c => c.NameZh)
            .ToDictionary(c => c.NameZh, c => c.Key);
        foreach (var old in categories.Where(c => c is { Scheme: "cjt214", ParentKey: not null }))
            if (of2013.TryGetValue(old.NameZh, out var key))
                yield return Map(old.Key, "gb30428", key, "name", null);
    }

    private CategoryMap Map(string from, string toScheme, string? to, string basis, Guid? editor) =>
        new()
        {
            DistrictId = db.DistrictId,
            FromKey = from,
            ToScheme = toScheme,
            ToKey = to,
            Basis = basis,
            State = editor is null ? MapState.Proposed : MapState.Confirmed,
            ConfirmedBy = editor,
            ConfirmedAt = editor is null ? null : now.AddDays(-20),
        };
}
