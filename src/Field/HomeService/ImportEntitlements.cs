using System.Globalization;
using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Takes a short list of an office: whose item is due when. Who is not on the books of the own areas is not taken. 导入待遇事项</summary>
/// <remarks>
/// The list itself is kept nowhere: citizen numbers are compared by their blind index and forgotten. Somebody unknown and somebody of another area are told
/// apart by nothing, and how many were compared stands on the trail before anything is answered and is bounded by the day (<see cref="CheckBound"/>), so that
/// lists cannot be used to find out who lives where.
/// </remarks>
public sealed class ImportEntitlements(
    DoorScope scope,
    EntitlementDesk desk,
    HouseholdDesk households,
    ServiceBook people,
    AgreeToService agreeing,
    FieldCipher cipher,
    CheckBound bound,
    HoldBook holds
)
{
    /// <summary>Most lines of one list.</summary>
    public const int MostLines = 1_000;

    private const int LongestText = 200_000;
    private static readonly char[] Between = [',', '，', '\t', ';', '；'];

    private static readonly Dictionary<string, EntitlementBasis> Bases = new()
    {
        ["年龄"] = EntitlementBasis.Age,
        ["残疾"] = EntitlementBasis.Disability,
        ["待遇"] = EntitlementBasis.Benefit,
        ["申请"] = EntitlementBasis.Request,
        ["Age"] = EntitlementBasis.Age,
        ["Disability"] = EntitlementBasis.Disability,
        ["Benefit"] = EntitlementBasis.Benefit,
        ["Request"] = EntitlementBasis.Request,
    };

    /// <param name="Lines">One a line: citizen number, item, basis (年龄, 残疾, 待遇, 申请), next due day, last day; parted by commas or tabs; a heading may stand first.</param>
    /// <param name="Ground">By what right, for the whole list.</param>
    /// <param name="Source">Which office, which day.</param>
    public sealed record Command(
        [property: Needed] string Lines,
        [property: Needed] EntitlementGround? Ground,
        [property: Needed, Longest(80)] string Source
    );

    /// <summary>A line that was not taken. 未导入行</summary>
    /// <param name="LineNo">From 1, with the heading.</param>
    /// <param name="Code">Of the problem; its text says what to do.</param>
    public sealed record Left(int LineNo, string Code);

    /// <param name="Added">New records.</param>
    /// <param name="Renewed">Known ones whose days were written anew.</param>
    /// <param name="Due">Needs that stand on the list now because of it.</param>
    public sealed record Taken(int Added, int Renewed, int Due, IReadOnlyList<Left> Left);

    private sealed record Line(int No, string Number, string Item, EntitlementBasis Basis, DateOnly DueOn, DateOnly UntilOn);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/entitlements/list",
                async (Command command, ImportEntitlements feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(command, actor, ct))
            )
            .WithSummary("导入待遇事项 · Take a short list of due items");

    /// <remarks>The same list again changes nothing.</remarks>
    /// <exception cref="Forbidden">The actor leads visits nowhere.</exception>
    /// <exception cref="InvalidInput">No line, or too many.</exception>
    /// <exception cref="RuleViolation"><c>registry.checked-enough</c>.</exception>
    public async Task<Taken> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var areas = DoorScope.With(actor, Permission.LeadVisits);
        if (areas.Count == 0)
            throw new Forbidden(Permission.LeadVisits);
        if (command.Lines.Length > LongestText)
            throw new InvalidInput(nameof(command.Lines), "entitlement.list");
        var left = new List<Left>();
        var lines = Read(command.Lines, left);
        if (lines.Count + left.Count is 0 or > MostLines)
            throw new InvalidInput(nameof(command.Lines), "entitlement.list");
        var items = await scope
            .Db.Set<ServiceItem>()
            .AsNoTracking()
            .Where(i => i.IsActive && i.Rule == ServiceRule.Entitled)
            .ToDictionaryAsync(i => i.Name, ct);
        var numbers = lines.Select(l => l.Number).Distinct().ToList();
        await bound.Demand(actor, numbers.Count, areas, ct);
        scope.Db.Audit(actor, "entitlement.compared", null, $"{numbers.Count} lines", scope.Now);
        await scope.Db.Save(ct);
        var known = await people.ByCitizenId(numbers, areas, ct);
        var homes = await households.Read([.. known.Values.Select(p => p.HouseholdId).Distinct()], ct);
        var (added, renewed, due) = (0, 0, 0);
        var seen = new HashSet<(Guid, Guid)>();
        foreach (var line in lines)
            try
            {
                if (!items.TryGetValue(line.Item, out var item))
                    throw new RuleViolation("entitlement.item");
                KeepEntitlement.CheckDays(line.DueOn, line.UntilOn, scope.Today);
                if (
                    !known.TryGetValue(line.Number, out var person)
                    || homes.GetValueOrDefault(person.HouseholdId) is not { IsEnded: false } home
                )
                    throw new RuleViolation("entitlement.nobody");
                if (!seen.Add((person.PersonId, item.Id)))
                    throw new RuleViolation("entitlement.twice");
                await KeepEntitlement.CheckAge(people, person.PersonId, item, line.Basis, line.DueOn, ct);
                var row = await scope
                    .Db.Set<ServiceEntitlement>()
                    .FirstOrDefaultAsync(e => e.PersonId == person.PersonId && e.ItemId == item.Id, ct);
                if (row is not null && row.HouseholdId != home.Id)
                    throw new RuleViolation("entitlement.moved");
                if (row is { EndedOn: null } && (row.NextDueOn, row.UntilOn) == (line.DueOn, line.UntilOn))
                    continue; // the same as it stands
                if (row is not null && await holds.IsHeld(row.PersonId, ct))
                    throw new RuleViolation("entitlement.held");
                if (command.Ground == EntitlementGround.Consent)
                    await agreeing.Run(
                        person.PersonId,
                        home.AreaCode,
                        TextElements.Cut(PlainText.CleanLine(command.Source), 40),
                        actor,
                        ct
                    );
                if (row is null)
                    scope.Db.Add(row = KeepEntitlement.New(scope, home, person.PersonId, item.Id, actor));
                (added, renewed) = row.ReasonSealed.Length == 0 ? (added + 1, renewed) : (added, renewed + 1);
                var reason = new EntitlementReason(line.Basis, command.Ground!.Value, PlainText.CleanLine(command.Source));
                row.Write(reason.Seal(cipher, scope.Db.DistrictId), line.DueOn, line.UntilOn);
                due += await desk.Offer(row, item, home, ct) ? 1 : 0;
            }
            catch (RuleViolation e)
            {
                left.Add(new Left(line.No, e.Code));
            }
            catch (InvalidInput e)
            {
                left.Add(new Left(line.No, e.Errors.Values.SelectMany(c => c).FirstOrDefault() ?? "input.invalid"));
            }
        if (added + renewed > 0)
        {
            scope.Db.Audit(actor, "entitlement.imported", null, $"{command.Ground} {added} {renewed}", scope.Now);
            await scope.Db.Save(ct);
        }
        return new Taken(added, renewed, due, [.. left.OrderBy(l => l.LineNo)]);
    }

    private static List<Line> Read(string text, List<Left> left)
    {
        var lines = new List<Line>();
        var no = 0;
        foreach (var raw in text.Split('\n'))
        {
            no++;
            var cells = raw.Trim()
                .Trim('\uFEFF')
                .Split(Between)
                .Select(c => PlainText.CleanLine(PlainText.Normalise(c)).Trim('"', '\'', '='))
                .ToList();
            if (cells.TrueForAll(c => c.Length == 0) || (lines.Count + left.Count == 0 && !cells[0].Any(char.IsAsciiDigit)))
                continue; // an empty line, or the heading
            if (
                cells.Count >= 5
                && cells[0].Length is >= 15 and <= 18
                && Bases.TryGetValue(cells[2], out var basis)
                && Day(cells[3]) is { } due
                && Day(cells[4]) is { } until
            )
                lines.Add(new Line(no, cells[0].ToUpperInvariant(), cells[1], basis, due, until));
            else
                left.Add(new Left(no, "entitlement.line"));
        }
        return lines;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
