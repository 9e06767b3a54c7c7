using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry;

/// <summary>What every command of the registry does alike: find inside the scope, write record, entry and history together. 台账</summary>
public sealed class Ledger(GezhiDb db, AreaBook areas, WorkCalendar calendar, TimeProvider clock)
{
    public GezhiDb Db => db;

    /// <summary>UTC.</summary>
    public DateTime Now => clock.UtcNow;

    public DateOnly Today => calendar.LocalDay(Now);

    public WorkCalendar Calendar => calendar;

    public AreaBook Areas => areas;

    /// <summary>The record as it is now, tracked.</summary>
    /// <exception cref="NotFound">Not there, or not for the actor to know.</exception>
    public async Task<T> Find<T>(Guid id, Actor actor, CancellationToken ct)
        where T : RegistryRecord => RegistryScope.Seen(await db.Set<T>().FirstOrDefaultAsync(r => r.Id == id, ct), actor);

    /// <summary>The record to be changed, as the person saw it.</summary>
    /// <exception cref="Forbidden">The actor may look but not keep.</exception>
    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    /// <exception cref="RuleViolation"><c>registry.ended</c>.</exception>
    public async Task<T> ToKeep<T>(Guid id, int version, Actor actor, CancellationToken ct)
        where T : RegistryRecord
    {
        var record = await ToFill<T>(id, actor, ct);
        return record.Version == version ? record : throw new StaleVersion(record.Version);
    }

    /// <summary>The record to which something is added.</summary>
    /// <exception cref="Forbidden">The actor may look but not keep.</exception>
    /// <exception cref="RuleViolation"><c>registry.ended</c>.</exception>
    public async Task<T> ToFill<T>(Guid id, Actor actor, CancellationToken ct)
        where T : RegistryRecord
    {
        var record = await Find<T>(id, actor, ct);
        actor.Require(Permission.KeepRegistry, record.AreaCode);
        return record.ValidTo is null ? record : throw new RuleViolation("registry.ended");
    }

    /// <summary>Grid in which something new is put.</summary>
    /// <exception cref="InvalidInput">No grid of today.</exception>
    /// <exception cref="Forbidden">Not the actor's.</exception>
    public string NeededGrid(string? typed, Actor actor)
    {
        if (!AreaCode.TryParse(typed, out var area) || area.Level < AreaLevel.Grid || areas.NameOf(area.Value) is null)
            throw new InvalidInput("AreaCode", "registry.area-unknown");
        if (!area.Value.StartsWith(db.DistrictId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            throw new InvalidInput("AreaCode", "registry.area-unknown");
        actor.Require(Permission.KeepRegistry, area.Value);
        return area.Value;
    }

    /// <summary>Writes down that somebody saw it so, today.</summary>
    public void Confirm(RegistryRecord record, string? source, Actor actor)
    {
        (record.ConfirmedOn, record.ConfirmedBy) = (Today, actor.AccountId);
        record.Source = PlainText.CleanLine(source) is { Length: > 0 } said ? said : Sources.Visit;
    }

    /// <summary>Record, entry and history stand or fall together at <see cref="Save"/>.</summary>
    public async Task Put(RegistryRecord record, EntryFace face, ChangeKind action, string detail, Actor actor, CancellationToken ct)
    {
        await PutEntry(record, face, ct);
        Tell(record.Id, action, detail, actor);
        db.Audit(actor, "registry." + action.ToString().ToLowerInvariant(), record.Id, $"{record.Kind} {detail}".Trim(), Now);
    }

    /// <summary>The entry alone: what stands on it changed because of another record.</summary>
    public async Task PutEntry(RegistryRecord record, EntryFace face, CancellationToken ct)
    {
        var entry = await Entry(record.Id, ct);
        if (record.ValidTo is not null)
        {
            if (entry is not null)
                db.Remove(entry);
            return;
        }
        if (entry is null)
        {
            entry = New(record, Now);
            db.Add(entry);
        }
        Fill(entry, record, face);
    }

    /// <param name="importId">The file by which it was changed; null for what people do themselves.</param>
    public void Tell(Guid subjectId, ChangeKind action, string detail, Actor actor, Guid? importId = null) =>
        db.Append(
            new RegistryChange
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(Now),
                SubjectId = subjectId,
                At = Now,
                AccountId = actor.AccountId,
                Action = action,
                ImportId = importId,
                Detail = TextElements.Cut(detail, 200),
            }
        );

    public async Task<RegistryEntry?> Entry(Guid id, CancellationToken ct) =>
        await db.Set<RegistryEntry>().FirstOrDefaultAsync(e => e.Id == id, ct);

    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    public Task Save(CancellationToken ct) => db.Save(ct);

    /// <summary>A new record of a list with its entry, past the change tracker. 批量登记</summary>
    /// <param name="append">What keeps the rows until they are written.</param>
    /// <param name="importId">The file it came with: that is the first line of its history, and no row of its own is written. Null for seed and bench.</param>
    internal static void Append(Action<object> append, RegistryRecord record, EntryFace face, DateTime now, Guid? importId)
    {
        record.ImportId = importId;
        append(record);
        if (importId is null)
            append(
                new RegistryChange
                {
                    DistrictId = record.DistrictId,
                    Id = Ids.New(now),
                    SubjectId = record.Id,
                    At = now,
                    Action = ChangeKind.Added,
                    Detail = record.Source,
                }
            );
        var entry = New(record, now);
        Fill(entry, record, face);
        append(entry);
    }

    internal static RegistryEntry New(RegistryRecord record, DateTime now) =>
        new()
        {
            DistrictId = record.DistrictId,
            Id = record.Id,
            Kind = record.Kind,
            Number = EntryNumbers.New(record.Kind, now),
        };

    internal static void Fill(RegistryEntry entry, RegistryRecord record, EntryFace face)
    {
        (entry.Title, entry.Address, entry.AreaCode) = (
            TextElements.Cut(face.Title, 200),
            TextElements.Cut(face.Address, 200),
            record.AreaCode
        );
        (entry.ConfirmedOn, entry.FreshUntilOn) = (record.ConfirmedOn, record.FreshUntilOn);
        entry.Words = face.Line ?? string.Join(' ', EntryWords.Area(record.AreaCode).Concat(face.Words).Distinct().Take(MostTokens));
    }

    /// <summary>A token has at most 64 letters and a record few words: beyond this somebody pasted a book.</summary>
    private const int MostTokens = 120;
}

/// <summary>Where records come from when nobody says otherwise. 数据来源</summary>
public static class Sources
{
    public const string Visit = "上门走访";
    public const string Seed = "示例数据生成";

    /// <summary>A file of which nobody said where it comes from.</summary>
    public const string List = "名册导入";

    /// <summary>A difference that a second person approved.</summary>
    public const string Check = "人户核实";
}
