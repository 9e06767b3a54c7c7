using System.Buffers.Binary;
using System.Security.Cryptography;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Sampling;

/// <summary>Draws records of a grid by lot, and notes what a second person finds on the spot. 台账抽查</summary>
public sealed class KeepSamples(Ledger ledger, SearchRegistry search, ReadNames? names = null)
{
    public const int MostDrawn = 50;

    /// <summary>Samples of the last year tell how right a grid is.</summary>
    private const int Months = 12;

    /// <param name="AreaCode">Grid, 15 digits.</param>
    public sealed record Drawing([property: Needed, Longest(17)] string AreaCode, [property: Between(1, MostDrawn)] int Size = 10);

    /// <param name="IsRight">As written.</param>
    /// <param name="Note">What is wrong, about the record, never about a person.</param>
    public sealed record Finding([property: Needed] bool? IsRight, [property: Longest(100)] string? Note = null);

    /// <summary>A sample as the list shows it.</summary>
    public sealed record View(
        Guid Id,
        string AreaCode,
        string AreaName,
        int Seed,
        int Among,
        int Size,
        int Looked,
        int Right,
        string? By,
        DateTime At
    );

    /// <summary>One drawn record.</summary>
    /// <param name="Record">Null when it has ended since.</param>
    /// <param name="MayLook">The reader is not who confirmed it last.</param>
    public sealed record Item(int No, SearchRegistry.Row? Record, bool? IsRight, string Note, string? By, DateTime? At, bool MayLook);

    /// <param name="Items">In the order of the lot.</param>
    public sealed record Whole(View Sample, IReadOnlyList<Item> Items);

    /// <summary>How right a grid was in the samples of the last year.</summary>
    public sealed record Share(string AreaCode, int Looked, int Right);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/samples",
                async (KeepSamples feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Latest(actor, ct))
            )
            .WithSummary("台账抽查列表 · Samples");
        api.MapPost(
                "/samples",
                async (Drawing command, KeepSamples feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Draw(command, actor, ct)))
            )
            .WithSummary("抽取台账 · Draw a sample");
        api.MapGet(
                "/samples/{id:guid}",
                async (Guid id, KeepSamples feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Read(id, actor, ct))
            )
            .WithSummary("一次台账抽查 · One sample");
        api.MapPost(
                "/samples/{id:guid}/items/{no:int}",
                async (Guid id, int no, Finding command, KeepSamples feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Look(id, no, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("记录抽查结果 · Note what was found");
    }

    /// <summary>The lot: records in the order of a digest of seed and id, the first ones are drawn. Anybody can repeat it.</summary>
    public static IReadOnlyList<T> Lot<T>(int seed, IEnumerable<T> records, Func<T, Guid> id, int size) =>
        [
            .. records
                .Select(r => (Record: r, Lot: Digest(seed, id(r))))
                .OrderBy(r => r.Lot)
                .ThenBy(r => id(r.Record))
                .Take(size)
                .Select(r => r.Record),
        ];

    private static UInt128 Digest(int seed, Guid id)
    {
        Span<byte> input = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(input, seed);
        id.TryWriteBytes(input[4..], bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(input));
    }

    /// <exception cref="Forbidden">The actor does not lead the grid.</exception>
    public async Task<Guid> Draw(Drawing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.Level != AreaLevel.Grid || ledger.Areas.NameOf(area.Value) is null)
            throw new InvalidInput("AreaCode", "registry.area-unknown");
        actor.Require(Permission.LeadVisits, area.Value);
        if (!RegistryScope.Sees(actor, area.Value))
            throw new Forbidden(Permission.SeeRegistry);
        var last = RegistryScope.LastIn(area.Value);
        var all = await ledger
            .Db.Set<RegistryEntry>()
            .Where(e => e.AreaCode.CompareTo(area.Value) >= 0 && e.AreaCode.CompareTo(last) <= 0)
            .Select(e => new { e.Id, e.Kind })
            .ToListAsync(ct);
        if (all.Count == 0)
            throw new InvalidInput("AreaCode", "registry.export-empty");
        var seed = RandomNumberGenerator.GetInt32(1, int.MaxValue); // by chance and kept: whoever could name it could try until the sample suits
        var drawn = Lot(seed, all, r => r.Id, command.Size);
        var sample = new RegistrySample
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            AreaCode = area.Value,
            Seed = seed,
            Among = all.Count,
            Size = drawn.Count,
            DrawnBy = actor.AccountId!.Value,
            DrawnAt = ledger.Now,
        };
        ledger.Db.Add(sample);
        foreach (var (record, i) in drawn.Select((r, i) => (r, i)))
            ledger.Db.Append(
                new SampleItem
                {
                    DistrictId = sample.DistrictId,
                    SampleId = sample.Id,
                    No = i + 1,
                    Kind = record.Kind,
                    RecordId = record.Id,
                }
            );
        ledger.Db.Audit(actor, "registry.sample-drawn", sample.Id, $"{area.Value} {seed} {drawn.Count}/{all.Count}", ledger.Now);
        await ledger.Save(ct);
        return sample.Id;
    }

    /// <summary>What somebody found on the spot; said again it is said anew.</summary>
    /// <exception cref="RuleViolation"><c>registry.sample-own</c>: who confirmed a record does not check it too.</exception>
    public async Task Look(Guid id, int no, Finding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var sample = Seen(await ledger.Db.Set<RegistrySample>().FirstOrDefaultAsync(s => s.Id == id, ct), actor);
        actor.Require(Permission.KeepRegistry, sample.AreaCode);
        var item =
            await ledger.Db.Set<SampleItem>().FirstOrDefaultAsync(i => i.SampleId == id && i.No == no, ct) ?? throw new NotFound("item");
        if (await Confirmer(item.Kind, item.RecordId, ct) == actor.AccountId)
            throw new RuleViolation("registry.sample-own");
        var note = PlainText.CleanLine(command.Note);
        if (command.IsRight == false && note.Length == 0)
            throw new InvalidInput("Note", "input.required");
        sample.Looked += item.IsRight is null ? 1 : 0;
        sample.Right += (command.IsRight == true ? 1 : 0) - (item.IsRight == true ? 1 : 0);
        (item.IsRight, item.Note, item.LookedBy, item.LookedAt) = (command.IsRight, note, actor.AccountId, ledger.Now);
        ledger.Db.Audit(actor, "registry.sample-looked", item.RecordId, $"{item.Kind} {command.IsRight}", ledger.Now);
        await ledger.Save(ct);
    }

    public async Task<IReadOnlyList<View>> Latest(Actor actor, CancellationToken ct)
    {
        List<RegistrySample> rows = [];
        foreach (var area in RegistryScope.Areas(actor))
        {
            var last = RegistryScope.LastIn(area);
            rows.AddRange(
                await ledger
                    .Db.Set<RegistrySample>()
                    .AsNoTracking()
                    .Where(s => s.AreaCode.CompareTo(area) >= 0 && s.AreaCode.CompareTo(last) <= 0)
                    .OrderByDescending(s => s.DrawnAt)
                    .Take(50)
                    .ToListAsync(ct)
            );
        }
        var people = names is null ? null : await names([.. rows.Select(r => r.DrawnBy).Distinct()], ct);
        return
        [
            .. rows.OrderByDescending(r => r.DrawnAt)
                .ThenByDescending(r => r.Id)
                .Take(50)
                .Select(r => Shown(r, people?.GetValueOrDefault(r.DrawnBy))),
        ];
    }

    /// <exception cref="NotFound">Not there, or outside the actor's areas.</exception>
    public async Task<Whole> Read(Guid id, Actor actor, CancellationToken ct)
    {
        var sample = Seen(await ledger.Db.Set<RegistrySample>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct), actor);
        var items = await ledger.Db.Set<SampleItem>().AsNoTracking().Where(i => i.SampleId == id).OrderBy(i => i.No).ToListAsync(ct);
        var ids = items.ConvertAll(i => i.RecordId);
        var entries = await ledger.Db.Set<RegistryEntry>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var people = names is null
            ? null
            : await names([.. items.Select(i => i.LookedBy).OfType<Guid>().Append(sample.DrawnBy).Distinct()], ct);
        var shown = new List<Item>();
        foreach (var item in items)
            shown.Add(
                new Item(
                    item.No,
                    entries.GetValueOrDefault(item.RecordId) is { } entry ? search.Shown(entry) : null,
                    item.IsRight,
                    item.Note,
                    item.LookedBy is { } who ? people?.GetValueOrDefault(who) : null,
                    item.LookedAt,
                    RegistryScope.Keeps(actor, sample.AreaCode) && await Confirmer(item.Kind, item.RecordId, ct) != actor.AccountId
                )
            );
        return new Whole(Shown(sample, people?.GetValueOrDefault(sample.DrawnBy)), shown);
    }

    /// <summary>By grid, from the samples of the last year; grids without one are not there.</summary>
    public async Task<IReadOnlyDictionary<string, Share>> Shares(Actor actor, CancellationToken ct)
    {
        var since = ledger.Now.AddMonths(-Months);
        var shares = new Dictionary<string, Share>();
        foreach (var area in RegistryScope.Areas(actor))
        {
            var last = RegistryScope.LastIn(area);
            var grid = area.Length > 15 ? area[..15] : area; // samples are drawn of whole grids
            foreach (
                var row in await ledger
                    .Db.Set<RegistrySample>()
                    .Where(s => s.AreaCode.CompareTo(grid) >= 0 && s.AreaCode.CompareTo(last) <= 0 && s.DrawnAt >= since && s.Looked > 0)
                    .GroupBy(s => s.AreaCode)
                    .Select(g => new
                    {
                        g.Key,
                        Looked = g.Sum(s => s.Looked),
                        Right = g.Sum(s => s.Right),
                    })
                    .ToListAsync(ct)
            )
                shares[row.Key] = new Share(row.Key, row.Looked, row.Right);
        }
        return shares;
    }

    private async Task<Guid?> Confirmer(RecordKind kind, Guid id, CancellationToken ct) =>
        kind switch
        {
            RecordKind.Building => await Confirmer<Building>(id, ct),
            RecordKind.Dwelling => await Confirmer<Dwelling>(id, ct),
            RecordKind.Household => await Confirmer<Household>(id, ct),
            RecordKind.Person => await Confirmer<Person>(id, ct),
            RecordKind.Organisation => await Confirmer<Organisation>(id, ct),
            RecordKind.Place => await Confirmer<Place>(id, ct),
            _ => await Confirmer<Component>(id, ct),
        };

    private Task<Guid?> Confirmer<T>(Guid id, CancellationToken ct)
        where T : RegistryRecord => ledger.Db.Set<T>().Where(r => r.Id == id).Select(r => r.ConfirmedBy).FirstOrDefaultAsync(ct);

    private static RegistrySample Seen(RegistrySample? sample, Actor actor) =>
        sample is not null && RegistryScope.Sees(actor, sample.AreaCode) ? sample : throw new NotFound("sample");

    private View Shown(RegistrySample s, string? by) =>
        new(s.Id, s.AreaCode, ledger.Areas.NameOf(s.AreaCode) ?? s.AreaCode, s.Seed, s.Among, s.Size, s.Looked, s.Right, by, s.DrawnAt);
}
