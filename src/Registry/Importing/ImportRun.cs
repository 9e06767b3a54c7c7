using System.Diagnostics;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Addresses;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;

namespace Gezhi.Registry.Importing;

/// <summary>What the rows of one file share while it is looked through or taken in. 导入过程</summary>
/// <remarks>
/// One portion is made ready while the one before it is written: what makes ready reads by <see cref="Look"/> and never touches <see cref="Db"/>, which is the
/// writer's. What both need of the file is taken from its row once, at the beginning.
/// </remarks>
/// <param name="look">A connection of its own, for questions alone.</param>
internal sealed class ImportRun(GezhiDb db, GezhiDb look, Ledger ledger, PersonSeal seal, AreaBook areas, RegistryImport import)
{
    private readonly IReadOnlyList<string> own = import.Areas;
    private readonly Dictionary<string, string> areaWords = new(StringComparer.Ordinal);
    private List<object> rows = [];

    /// <summary>Only who writes a portion uses it.</summary>
    public GezhiDb Db => db;

    /// <summary>Only who makes a portion ready uses it; nothing is tracked and nothing saved.</summary>
    public GezhiDb Look => look;

    /// <summary>UTC, of the portion.</summary>
    public DateTime Now { get; private set; }

    /// <summary>Local day of the portion.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>What the records of the file say of where they come from.</summary>
    public string Source { get; } = import.Source;

    /// <summary>Where the time goes.</summary>
    public ImportTimes Times { get; } = new();

    /// <summary>The portion that is being written; whoever forgets what it added waits for it first.</summary>
    public Task Writing { get; set; } = Task.CompletedTask;

    public Ledger Ledger => ledger;

    public PersonSeal Seal => seal;

    public RegistryImport Import => import;

    /// <summary>Records are written only then; a check looks and writes nothing.</summary>
    public bool IsWriting { get; } = import.State == ImportState.Running;

    /// <summary>Records that are there already may be changed: the next portion must see what the one before filled in.</summary>
    public bool IsFilling { get; } = import is { State: ImportState.Running, Policy: KnownPolicy.Fill };

    public BuildingIndex Buildings { get; private set; } = new();

    public ImportCells Cells { get; } = new(Columns(import));

    public async Task Begin(CancellationToken ct)
    {
        Tick();
        Buildings = await BuildingIndex.Load(look, own, ct);
    }

    /// <summary>A new portion begins.</summary>
    public void Tick() => (Now, Today) = (ledger.Now, ledger.Today);

    /// <summary>The rows that were made ready since the last time, to be written together.</summary>
    /// <param name="records">How many records are among them.</param>
    public IReadOnlyList<object> TakeRows(out int records)
    {
        var taken = rows;
        (rows, records) = ([], added);
        written += added;
        added = 0;
        return taken;
    }

    private int added;
    private int written;
    private int nextLook = 20_000;

    /// <summary>Since it was asked last, the tables have become ten times as large: the planner of questions should look at them again.</summary>
    public bool IsGrown
    {
        get
        {
            if (written < nextLook)
                return false;
            nextLook *= 10;
            return true;
        }
    }

    /// <summary>Tokens of an area as they stand in an entry; a file names the same few areas over and over.</summary>
    public string AreaWords(string areaCode) =>
        areaWords.TryGetValue(areaCode, out var words) ? words : areaWords[areaCode] = string.Join(' ', EntryWords.Area(areaCode));

    /// <summary>Cells that every kind may have: where it lies.</summary>
    /// <exception cref="InvalidInput">An area that does not exist or is not the actor's, a place outside the range.</exception>
    public void Place(ImportDraft draft, ImportCells cells, AreaLevel least = AreaLevel.Grid)
    {
        draft.Address = cells.Address();
        (draft.Lon, draft.Lat) = (cells.Degrees("Lon", 180), cells.Degrees("Lat", 90));
        if (draft.Lon is null != draft.Lat is null)
            throw new InvalidInput(draft.Lon is null ? "Lon" : "Lat", "input.required");
        var typed = cells.Digits("AreaCode", 20);
        if (typed.Length > 0)
            draft.Area = Checked(typed, least);
    }

    /// <exception cref="InvalidInput"><c>registry.area-unknown</c>, <c>registry.area-foreign</c>.</exception>
    private string Checked(string typed, AreaLevel least)
    {
        if (
            !AreaCode.TryParse(typed, out var area)
            || area.Level < least
            || areas.NameOf(area.Value) is null
            || area.DistrictId != db.DistrictId
        )
            throw new InvalidInput("AreaCode", "registry.area-unknown");
        return Owns(area.Value) ? area.Value : throw new InvalidInput("AreaCode", "registry.area-foreign");
    }

    public bool Owns(string areaCode)
    {
        foreach (var area in own)
            if (areaCode.StartsWith(area, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>Finds the building of the draft's address, or says why none is found.</summary>
    /// <param name="isNeeded">Without a building the row is refused; otherwise the address stands alone.</param>
    public void FindBuilding(ImportDraft draft, bool isNeeded)
    {
        if (draft.Address.IsEmpty)
        {
            if (isNeeded)
                draft.Refuse("registry.address-needed", "Address");
            return;
        }
        var found = Buildings.Find(draft.Address, draft.Area);
        if (found.Count == 1)
            draft.Building = found[0];
        else if (isNeeded)
        {
            if (found.Count > 1)
                draft.Refuse("registry.address-ambiguous", "Address");
            else if (draft.Area is null)
                draft.Refuse("registry.building-unknown", "Address");
        }
    }

    /// <summary>The area of a record: as written, of its building, or by its place.</summary>
    public string? AreaOf(ImportDraft draft)
    {
        var area = draft.Building?.AreaCode ?? draft.Area ?? (draft is { Lon: { } lon, Lat: { } lat } ? areas.At(lon, lat) : null);
        if (area is null)
            draft.Refuse("registry.area-needed", "AreaCode");
        else if (!Owns(area))
            draft.Refuse("registry.area-foreign", "AreaCode");
        else
            return area;
        return null;
    }

    /// <summary>A new record with its entry, to be written with the portion.</summary>
    public void Keep(RegistryRecord record, EntryFace face)
    {
        Ledger.Append(rows.Add, record, face, Now, import.Id);
        added++;
    }

    /// <summary>A row that is no record, to be written with the portion.</summary>
    public void Add(object row) => rows.Add(row);

    private static Dictionary<string, int> Columns(RegistryImport import)
    {
        var headings = import.HeadingList.ToList();
        return import
            .Map.Where(m => headings.Contains(m.Value))
            .ToDictionary(m => m.Key, m => headings.IndexOf(m.Value), StringComparer.Ordinal);
    }
}

/// <summary>How long the steps of an import took, over all portions. 导入用时</summary>
internal sealed class ImportTimes
{
    private readonly long begun = Stopwatch.GetTimestamp();

    public TimeSpan Total => Stopwatch.GetElapsedTime(begun);
    public TimeSpan Read { get; set; }
    public TimeSpan Compare { get; set; }
    public TimeSpan Make { get; set; }
    public TimeSpan Wait { get; set; }
    public TimeSpan Write { get; set; }

    /// <summary>What has passed since the last look, which it becomes.</summary>
    public static TimeSpan Since(ref long last)
    {
        var now = Stopwatch.GetTimestamp();
        var passed = Stopwatch.GetElapsedTime(last, now);
        last = now;
        return passed;
    }
}

/// <summary>How the rows of one kind of file are read, compared and written. 导入种类</summary>
internal abstract class ImportRows(ImportRun run)
{
    protected ImportRun Run => run;

    /// <summary>Reads a row; what is wrong with a cell is thrown.</summary>
    public abstract ImportDraft Read(int rowNo, ImportCells cells);

    /// <summary>Compares rows that are still good with the registry, all of a portion at once.</summary>
    public abstract Task Compare(IReadOnlyList<ImportDraft> drafts, CancellationToken ct);

    /// <summary>Adds what is new.</summary>
    public abstract void Write(ImportDraft draft);

    /// <summary>Gives a record that is there what it lacks.</summary>
    public abstract Task Fill(ImportDraft draft, CancellationToken ct);

    public static ImportRows Of(ImportRun run) =>
        run.Import.Kind switch
        {
            ImportKind.Buildings => new ImportBuildings(run),
            ImportKind.Residents => new ImportResidents(run),
            ImportKind.Organisations => new ImportOrganisations(run),
            ImportKind.Places => new ImportPlaces(run),
            _ => new ImportComponents(run),
        };

    /// <summary>What a new record of a list has in common.</summary>
    protected T Filled<T>(T record, string areaCode)
        where T : RegistryRecord
    {
        record.AreaCode = areaCode;
        (record.Source, record.ConfirmedOn) = (run.Source, run.Today);
        return record;
    }

    /// <summary>The record as it is now, tracked, when nobody has changed it since it was compared.</summary>
    protected async Task<T?> Tracked<T>(ImportDraft draft, CancellationToken ct)
        where T : RegistryRecord
    {
        var record = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstOrDefaultAsync(
            run.Db.Set<T>(),
            r => r.Id == draft.RecordId && r.ValidTo == null,
            ct
        );
        if (record is not null)
            draft.FilledVersion = record.Version + 1;
        return record;
    }

    /// <summary>Entry and history of a record that was filled.</summary>
    protected async Task Told(RegistryRecord record, EntryFace face, ImportDraft draft, CancellationToken ct)
    {
        await run.Ledger.PutEntry(record, face, ct);
        run.Ledger.Tell(
            record.Id,
            ChangeKind.Mended,
            string.Join(' ', draft.Fills),
            Platform.Actors.Actor.System(run.Db.DistrictId),
            run.Import.Id
        );
    }
}
