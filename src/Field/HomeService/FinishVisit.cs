using System.Text.RegularExpressions;
using Gezhi.Cases.Contract;
using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Notes what came of a visit: each item with its result and receipt number, the safety list, and works out when it is due again. 上门办结</summary>
/// <remarks>The certification itself is done in the authority's own app: no face, no photo and no video is kept here.</remarks>
public sealed partial class FinishVisit(DoorScope scope, HouseholdDesk households, DoorReports reports)
{
    /// <param name="ReceiptNo">As the authority's app or counter gave it.</param>
    public sealed record ItemDone(
        [property: Needed] Guid? NeedId,
        [property: Needed] ItemResult? Result,
        [property: Longest(40)] string? ReceiptNo = null
    );

    /// <param name="Items">Every item of the appointment.</param>
    /// <param name="SafetyChecked">The safety list was gone through.</param>
    /// <param name="Unsafe">Points that were not in order.</param>
    /// <param name="HasConsented">The household agrees that these points are reported; without that they are told to the household alone, and not kept.</param>
    /// <param name="Version">The one the worker saw; null when not known.</param>
    /// <param name="DeviceAt">UTC, when it was noted without network; null means now.</param>
    public sealed record Command(
        [property: Needed] IReadOnlyList<ItemDone> Items,
        bool SafetyChecked = false,
        IReadOnlyList<SafetyPoint>? Unsafe = null,
        bool HasConsented = false,
        int? Version = null,
        DateTime? DeviceAt = null
    );

    /// <summary>What came of it. 办结回执</summary>
    /// <param name="CaseId">Of what was not in order; null for none.</param>
    /// <param name="Next">Local days on which items are due again.</param>
    public sealed record Finished(Guid AppointmentId, int Version, Guid? CaseId, IReadOnlyList<DateOnly> Next);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/appointments/{appointmentId:guid}/done",
                async (Guid appointmentId, Command command, FinishVisit feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(
                        await feature.Run(appointmentId, command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
                    )
            )
            .WithSummary("上门办结 · Note what came of a visit");

    /// <param name="key">Idempotency key.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="InvalidInput">An item without result, a receipt number that is none.</exception>
    /// <exception cref="RuleViolation"><c>service.over</c>, <c>service.meanwhile</c>: somebody else moved it since.</exception>
    public async Task<Finished> Run(Guid appointmentId, Command command, string? key, Actor actor, CancellationToken ct)
    {
        Check(command);
        var finished = await Once.Run(
            scope.Db,
            "service.done",
            key,
            new { appointmentId, command },
            scope.Now,
            () => Note(appointmentId, command, actor, ct),
            ct
        );
        if (finished.CaseId is not null)
            reports.Saved();
        return finished;
    }

    private async Task<Finished> Note(Guid id, Command command, Actor actor, CancellationToken ct)
    {
        var appointment = await BookVisit.Standing(scope, id, null, actor, ct);
        if (command.Version is { } seen && seen != appointment.Version)
            throw new RuleViolation("service.meanwhile");
        var at = command.DeviceAt is { } said && said.ToUniversalTime() < scope.Now ? said.ToUniversalTime() : scope.Now;
        var on = scope.Calendar.LocalDay(at);
        var rows = await scope.Db.Set<AppointmentItem>().Where(i => i.AppointmentId == id).ToListAsync(ct);
        var needs = (await BookVisit.Needs(scope, id, ct)).ToDictionary(n => n.Id);
        var results = command.Items.GroupBy(i => i.NeedId!.Value).ToDictionary(g => g.Key, g => g.Last());
        if (rows.Exists(r => !results.ContainsKey(r.NeedId)) || results.Keys.Any(k => !needs.ContainsKey(k)))
            throw new InvalidInput(nameof(command.Items), "service.items");
        var items = await Items(needs.Values, ct);
        var next = new List<DateOnly>();
        foreach (var row in rows)
        {
            (row.Result, row.ReceiptNo) = (results[row.NeedId].Result, Receipt(results[row.NeedId]));
            var (need, item) = (needs[row.NeedId], items[needs[row.NeedId].ItemId]);
            var entitled = need.EntitlementId is not null;
            if (entitled && row.Result is (ItemResult.Done or ItemResult.Declined))
                if (await EntitlementDesk.Settled(scope.Db, need, item, row.Result == ItemResult.Done, on, ct) is { } dueAgain)
                    next.Add(dueAgain);
            if (Settle(need, item, row.Result!.Value, on) is { } again && !entitled)
            {
                scope.Db.Add(again);
                next.Add(again.DueOn);
            }
        }
        var bad = command.SafetyChecked && command.HasConsented ? command.Unsafe?.Distinct().Order().ToList() ?? [] : [];
        (appointment.State, appointment.EndedAt, appointment.EndedBy) = (AppointmentState.Done, at, actor.AccountId);
        (appointment.SafetyChecked, appointment.Unsafe) = (command.SafetyChecked, bad.Count > 0 ? string.Join(',', bad) : null);
        if (bad.Count > 0)
            appointment.CaseId = await Report(appointment, bad, at, actor, ct);
        scope.Db.Audit(actor, "service.done", id, string.Join(' ', rows.Select(r => r.Result)), scope.Now);
        return new Finished(id, appointment.Version + 1, appointment.CaseId, next);
    }

    /// <returns>The need of the next time; null when there is none.</returns>
    private ServiceNeed? Settle(ServiceNeed need, ServiceItem item, ItemResult result, DateOnly on)
    {
        (need.State, need.MetOn) = result switch
        {
            ItemResult.Done => (NeedState.Met, on),
            ItemResult.Declined => (NeedState.Withdrawn, (DateOnly?)null),
            _ => (NeedState.Open, null),
        };
        return result == ItemResult.Done && item.NextAfter(on) is { } due
            ? new ServiceNeed
            {
                DistrictId = need.DistrictId,
                Id = Ids.New(scope.Now),
                HouseholdId = need.HouseholdId,
                PersonId = need.PersonId,
                ItemId = need.ItemId,
                AreaCode = need.AreaCode,
                Building = need.Building,
                Door = need.Door,
                Origin = NeedOrigin.Interval,
                AskedOn = on,
                DueOn = due,
                LastOn = on,
            }
            : null;
    }

    private async Task<Guid> Report(Appointment appointment, List<SafetyPoint> bad, DateTime at, Actor actor, CancellationToken ct)
    {
        var home = (await households.Read([appointment.HouseholdId], ct)).GetValueOrDefault(appointment.HouseholdId);
        var text =
            $"上门安全检查发现（住户同意上报）：{string.Join("；", bad.Select(Safety.Hazard))}。{appointment.Building} {appointment.Door}";
        return await reports.Stage(
            new DoorReport(
                appointment.AreaCode,
                text,
                home?.Lon,
                home?.Lat,
                appointment.Building,
                null,
                null,
                bad.Contains(SafetyPoint.GasValve),
                at,
                FieldNo.Of(scope.Calendar.LocalDay(at), $"{appointment.Id:N}")
            ),
            actor,
            ct
        );
    }

    private async Task<Dictionary<Guid, ServiceItem>> Items(IEnumerable<ServiceNeed> needs, CancellationToken ct)
    {
        var ids = needs.Select(n => n.ItemId).Distinct().ToList();
        return await scope.Db.Set<ServiceItem>().AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
    }

    private static void Check(Command command)
    {
        Input.Check(command);
        foreach (var item in command.Items)
        {
            Input.Check(item);
            _ = Receipt(item);
        }
    }

    /// <summary>Letters, digits and dashes; a citizen number or a phone is no receipt and is never kept here.</summary>
    private static string? Receipt(ItemDone item)
    {
        var text = PlainText.CleanLine(PlainText.Normalise(item.ReceiptNo));
        if (text.Length == 0 || item.Result != ItemResult.Done)
            return null;
        if (!Number().IsMatch(text) || CitizenNumber().IsMatch(text) || (Phone.TryParse(text, out var phone) && phone.ReachesPerson))
            throw new InvalidInput("ReceiptNo", "service.receipt");
        return text;
    }

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z-]{2,39}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{17}[0-9Xx]$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CitizenNumber();
}

/// <summary>The safety list in words. 安全检查用语</summary>
public static class Safety
{
    /// <summary>As asked: yes means in order.</summary>
    public static string Question(SafetyPoint point) =>
        point switch
        {
            SafetyPoint.GasHose => "燃气软管完好、没有过期",
            SafetyPoint.GasValve => "燃气阀门能关严、闻不到气味",
            SafetyPoint.GasAlarm => "燃气报警器通电、会响",
            SafetyPoint.Ventilation => "厨房通风，没有和卧室打通",
            SafetyPoint.Wiring => "电线没有老化、没有私拉乱接",
            SafetyPoint.Sockets => "插座没有超负荷、没有发热",
            SafetyPoint.Breaker => "漏电保护器按试验键会跳闸",
            _ => "屋里和楼道没有给电动车充电",
        };

    /// <summary>As reported.</summary>
    public static string Hazard(SafetyPoint point) =>
        point switch
        {
            SafetyPoint.GasHose => "燃气软管破损或过期",
            SafetyPoint.GasValve => "燃气阀门关不严或有气味",
            SafetyPoint.GasAlarm => "燃气报警器不工作",
            SafetyPoint.Ventilation => "厨房通风不好或和卧室打通",
            SafetyPoint.Wiring => "电线老化或私拉乱接",
            SafetyPoint.Sockets => "插座超负荷或发热",
            SafetyPoint.Breaker => "漏电保护器失灵",
            _ => "屋里或楼道给电动车充电",
        };
}
