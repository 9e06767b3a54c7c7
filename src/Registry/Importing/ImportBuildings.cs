using Gezhi.Platform;
using Gezhi.Registry.Addresses;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;

namespace Gezhi.Registry.Importing;

/// <summary>Rows that are buildings. 楼栋导入</summary>
internal sealed class ImportBuildings(ImportRun run) : ImportRows(run)
{
    private sealed class Draft(int rowNo) : ImportDraft(rowNo)
    {
        public string Aliases = "";
        public BuildingUse Use;
        public int? Floors;
        public string At = "";
    }

    public override ImportDraft Read(int rowNo, ImportCells cells)
    {
        var draft = new Draft(rowNo)
        {
            Aliases = cells.Text("Aliases", 120),
            Use = cells.One("Use", BuildingUse.Residential),
            Floors = cells.Whole("Floors", 1, 200),
        };
        Run.Place(draft, cells);
        if (draft.Address.IsEmpty)
            draft.Refuse("registry.address-needed", "Address");
        else
            draft.Key = $"{(draft.Address with { Unit = "", Room = "" }).Text}|{draft.Area}";
        return draft;
    }

    public override Task Compare(IReadOnlyList<ImportDraft> drafts, CancellationToken ct)
    {
        foreach (var draft in drafts.Cast<Draft>())
        {
            var same = Run
                .Buildings.Find(draft.Address, draft.Area)
                .Where(b =>
                    b.BuildingNo == draft.Address.BuildingNo && (draft.Address.Compound.Length > 0 || b.DoorNo == draft.Address.DoorNo)
                )
                .ToList();
            if (same.Count > 1)
                draft.Refuse("registry.address-ambiguous", "Address");
            else if (same is [var known])
            {
                draft.Know(RecordKind.Building, known.Id);
                draft.Compare("Road", draft.Address.Road, known.Road);
                draft.Compare("DoorNo", draft.Address.DoorNo, known.DoorNo);
                draft.Compare("Aliases", draft.Aliases, known.Aliases);
                draft.Compare("Lon", draft.Lon, known.Lon);
                draft.Compare("Lat", draft.Lat, known.Lat);
            }
            else if (Run.AreaOf(draft) is { } area)
                draft.At = area;
        }
        return Task.CompletedTask;
    }

    public override void Write(ImportDraft draft) =>
        Add(
            Run,
            (Draft)draft,
            ((Draft)draft).At,
            b =>
            {
                (b.Aliases, b.Use, b.Floors) = (((Draft)draft).Aliases, ((Draft)draft).Use, ((Draft)draft).Floors);
            }
        );

    /// <summary>A new building at the address of a draft.</summary>
    internal static KnownBuilding Add(ImportRun run, ImportDraft draft, string areaCode, Action<Building>? more)
    {
        var p = draft.Address;
        var building = new Building
        {
            DistrictId = run.Db.DistrictId,
            Id = Ids.New(run.Now),
            ValidFrom = run.Today,
            AreaCode = areaCode,
            Road = p.Road,
            DoorNo = p.DoorNo,
            Compound = p.Compound,
            BuildingNo = p.BuildingNo,
            Lon = draft.Lon,
            Lat = draft.Lat,
            Source = run.Source,
            ConfirmedOn = run.Today,
        };
        more?.Invoke(building);
        run.Keep(building, EntryFace.Of(building));
        var known = new KnownBuilding(
            building.Id,
            areaCode,
            building.Road,
            building.DoorNo,
            building.Compound,
            building.BuildingNo,
            building.Aliases,
            building.Lon,
            building.Lat
        );
        run.Buildings.Add(known);
        return known;
    }

    public override async Task Fill(ImportDraft draft, CancellationToken ct)
    {
        if (await Tracked<Building>(draft, ct) is not { } building)
            return;
        var said = (Draft)draft;
        foreach (var field in draft.Fills)
            switch (field)
            {
                case "Road":
                    building.Road = draft.Address.Road;
                    break;
                case "DoorNo":
                    building.DoorNo = draft.Address.DoorNo;
                    break;
                case "Aliases":
                    building.Aliases = said.Aliases;
                    break;
                case "Lon":
                    building.Lon = draft.Lon;
                    break;
                case "Lat":
                    building.Lat = draft.Lat;
                    break;
            }
        await Told(building, EntryFace.Of(building), draft, ct);
        if (draft.Fills.Exists(Keeping.Follow.IsOfAddress))
            await Keeping.Follow.Address(Run.Ledger, building, ct);
    }
}
