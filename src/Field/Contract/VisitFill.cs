using Gezhi.Field.HomeService;
using Gezhi.Field.Verification;
using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;

namespace Gezhi.Field.Contract;

/// <summary>A running campaign and some home service of an invented town. 走访示例</summary>
/// <param name="Area">Community, 12 digits.</param>
/// <param name="Questions">Each as question|choice|choice.</param>
public sealed record VisitFacts(
    string Area,
    string Title,
    string Purpose,
    string Script,
    IReadOnlyList<string> Questions,
    IReadOnlyList<ServiceFacts> Services
);

/// <summary>An item of home service. 上门事项示例</summary>
/// <param name="Rule">OnRequest, Interval, Age or Entitled.</param>
/// <param name="Months">Null when once is enough.</param>
/// <param name="FromAge">For a rule by age.</param>
public sealed record ServiceFacts(string Name, string NameEn, string Rule, string Basis, int? Months = null, int? FromAge = null);

/// <summary>Writes visits, proposals and appointments into an empty town, the same at every start: seed and bench. 走访批量写入</summary>
public sealed class VisitFill(GezhiDb db, RegistryBook book, WorkCalendar calendar)
{
    /// <summary>Days the campaign has been running.</summary>
    private const int Running = 6;

    /// <param name="workers">Account by code of the grid; a grid without one has no results yet.</param>
    /// <param name="lead">Who started it.</param>
    /// <param name="now">UTC.</param>
    public async Task Fill(VisitFacts facts, IReadOnlyDictionary<string, Guid> workers, Guid lead, DateTime now, CancellationToken ct)
    {
        var rows = new List<HouseholdRow>();
        for (Guid? after = null; ; after = rows[^1].Id)
        {
            var page = await book.Households(facts.Area, after, ct);
            rows.AddRange(page);
            if (page.Count < RegistryBook.MostRows)
                break;
        }
        if (rows.Count == 0)
            return;
        var targets = Campaign(facts, rows, workers, lead, now);
        Checks(rows, workers, now);
        Services(facts, targets, workers, now);
        await db.Save(ct);
    }

    private List<VisitTarget> Campaign(
        VisitFacts facts,
        List<HouseholdRow> rows,
        IReadOnlyDictionary<string, Guid> workers,
        Guid lead,
        DateTime now
    )
    {
        var today = calendar.LocalDay(now);
        var campaign = new VisitCampaign
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            CreatedBy = lead,
            CreatedAt = now.AddDays(-Running - 1),
        };
        campaign.Write(
            new CampaignPlan(
                facts.Title,
                facts.Purpose,
                facts.Script,
                VisitQuestion.Read(string.Join('\n', facts.Questions)),
                [facts.Area],
                today.AddDays(-Running),
                today.AddDays(15),
                2,
                3
            )
        );
        var targets = StartCampaign.Walked(campaign, rows, now).ToList();
        campaign.Start(targets.Count, lead, today.AddDays(-Running), now.AddDays(-Running));
        db.Add(campaign);
        var tries = new List<VisitTry>();
        foreach (var (target, i) in targets.Select((t, i) => (t, i)))
        {
            if (workers.TryGetValue(Grid(target.AreaCode), out var worker))
            {
                List<VisitTry> own = [.. Past(target, i, worker, now)];
                target.Stand(own, campaign.RetryDays, campaign.MostTries);
                if (target.State == TargetState.Refused)
                    target.Strip();
                else
                    tries.AddRange(own);
            }
            db.Append(target);
        }
        foreach (var one in tries)
            db.Append(one);
        return targets;
    }

    /// <summary>Of each ten doors three are met, one said no, one moved away, one is to be tried again; every seventeenth was never reached.</summary>
    private IEnumerable<VisitTry> Past(VisitTarget target, int i, Guid worker, DateTime now)
    {
        if (i % 17 == 16)
            return [Try(1, VisitResult.NotHome, 6), Try(2, VisitResult.NotHome, 4), Try(3, VisitResult.NotHome, 2)];
        return (i % 10) switch
        {
            0 or 1 => [Try(1, VisitResult.Met, 1 + i % 4)],
            2 => [Try(1, VisitResult.NotHome, 4), Try(2, VisitResult.Met, 2)],
            3 => [Try(1, VisitResult.NotHome, 2 + i % 3)],
            4 when i % 20 == 4 => [Try(1, VisitResult.Refused, 2)],
            5 when i % 30 == 5 => [Try(1, VisitResult.Moved, 3)],
            _ => [],
        };

        VisitTry Try(int no, VisitResult result, int daysAgo)
        {
            var at = calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(-daysAgo)).AddHours(no % 2 == 1 ? 10 : 19).AddMinutes(i % 50);
            var isAnswered = result == VisitResult.Met && i % 3 != 1;
            return new VisitTry
            {
                DistrictId = db.DistrictId,
                TargetId = target.Id,
                No = no,
                Result = result,
                CardLeft = result == VisitResult.NotHome && i % 2 == 0,
                Part = VisitRule.PartOf(calendar.Local(at)),
                Answers = isAnswered ? $"{i % 3},{i % 2}" : null,
                HasConsented = isAnswered,
                At = at,
                On = calendar.LocalDay(at),
                AccountId = worker,
            };
        }
    }

    /// <summary>Two differences that wait for a second person.</summary>
    private void Checks(List<HouseholdRow> rows, IReadOnlyDictionary<string, Guid> workers, DateTime now)
    {
        var some = rows.Where(r => workers.ContainsKey(Grid(r.AreaCode)) && r.Residents is > 0).OrderBy(r => r.Id).Take(2);
        foreach (var (row, i) in some.Select((r, i) => (r, i)))
        {
            var check = new HouseholdCheck
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                HouseholdId = row.Id,
                AreaCode = row.AreaCode,
                Building = row.Building,
                Door = row.Short,
                Outcome = i == 0 ? CheckOutcome.Changed : CheckOutcome.Moved,
                RegistryVersion = row.Version,
                WasResidents = row.Residents,
                Residents = i == 0 ? row.Residents + 1 : row.Residents,
                At = now.AddHours(-5 * (i + 1)),
                AccountId = workers[Grid(row.AreaCode)],
            };
            check.Begin();
            db.Add(check);
        }
    }

    private void Services(VisitFacts facts, List<VisitTarget> targets, IReadOnlyDictionary<string, Guid> workers, DateTime now)
    {
        var today = calendar.LocalDay(now);
        var items = new List<ServiceItem>();
        foreach (var service in facts.Services)
        {
            var item = new ServiceItem { DistrictId = db.DistrictId, Id = Ids.New(now) };
            item.Write(
                service.Name,
                service.NameEn,
                Enum.Parse<ServiceRule>(service.Rule),
                service.Months,
                service.FromAge,
                service.Basis,
                true
            );
            items.Add(item);
            db.Add(item);
        }
        List<ServiceItem> asked = [.. items.Where(i => i.Rule is ServiceRule.OnRequest or ServiceRule.Interval)];
        var doors = targets.Where((_, i) => i % 23 == 7).Take(14).ToList();
        foreach (var (door, i) in doors.Select((d, i) => (d, i)))
        {
            var first = Need(door, asked[i % asked.Count], today.AddDays(-6 + i * 3), now);
            if (i % 3 != 0)
                continue;
            var worker = workers.GetValueOrDefault(Grid(door.AreaCode));
            Book(
                door,
                [first, Need(door, asked[(i + 1) % asked.Count], today.AddDays(10), now)],
                today.AddDays(i - 3),
                i == 3,
                worker,
                now
            );
        }
    }

    private ServiceNeed Need(VisitTarget door, ServiceItem item, DateOnly dueOn, DateTime now)
    {
        var need = new ServiceNeed
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            HouseholdId = door.HouseholdId,
            ItemId = item.Id,
            AreaCode = door.AreaCode,
            Building = door.Building,
            Door = door.Door,
            Origin = item.Rule == ServiceRule.Interval ? NeedOrigin.Interval : NeedOrigin.Family,
            AskedOn = dueOn.AddDays(-14),
            DueOn = dueOn,
            LastOn = item.Rule == ServiceRule.Interval ? dueOn.AddMonths(-item.Months!.Value) : null,
        };
        db.Add(need);
        return need;
    }

    private void Book(VisitTarget door, IReadOnlyList<ServiceNeed> needs, DateOnly on, bool isDone, Guid worker, DateTime now)
    {
        var visit = new Appointment
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            HouseholdId = door.HouseholdId,
            AreaCode = door.AreaCode,
            Building = door.Building,
            Door = door.Door,
            On = isDone ? on.AddDays(-2) : on,
            Half = needs.Count % 2 == 0 ? HalfDay.Morning : HalfDay.Afternoon,
            State = isDone ? AppointmentState.Done : AppointmentState.Booked,
            SafetyChecked = isDone,
            EndedAt = isDone ? now.AddDays(-1) : null,
            EndedBy = isDone ? worker : null,
            BookedBy = worker,
        };
        db.Add(visit);
        foreach (var need in needs)
        {
            (need.State, need.MetOn) = isDone ? (NeedState.Met, calendar.LocalDay(now).AddDays(-1)) : (NeedState.Booked, (DateOnly?)null);
            db.Add(
                new AppointmentItem
                {
                    DistrictId = db.DistrictId,
                    AppointmentId = visit.Id,
                    NeedId = need.Id,
                    Result = isDone ? ItemResult.Done : null,
                    ReceiptNo = isDone ? "SL20260304-0017" : null,
                }
            );
        }
    }

    private static string Grid(string areaCode) => areaCode[..Math.Min(15, areaCode.Length)];
}
