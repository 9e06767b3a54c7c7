using Gezhi.Platform;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Rows that are places to be inspected. 场所导入</summary>
internal sealed class ImportPlaces(ImportRun run) : ImportRows(run)
{
    private sealed class Draft(int rowNo) : ImportDraft(rowNo)
    {
        public string Name = "";
        public string AddressText = "";
        public PlaceKind Type;
        public string? Uscc;
        public Guid? RunBy;
        public string At = "";
    }

    public override ImportDraft Read(int rowNo, ImportCells cells)
    {
        var draft = new Draft(rowNo)
        {
            Name = cells.Text("Name", 100),
            AddressText = cells.Text("Address", 150),
            Type = cells.One("Type", PlaceKind.Other),
        };
        if (draft.Name.Length == 0)
            throw new InvalidInput("Name", "input.required");
        Run.Place(draft, cells);
        if (cells.Digits("Uscc", 30) is { Length: > 0 } code)
            draft.Uscc = Uscc.TryParse(code, out var uscc) ? uscc.Value : throw new InvalidInput("Uscc", "registry.uscc-wrong");
        draft.Key = $"{draft.Name}|{draft.AddressText}|{draft.Type}|{draft.Area}";
        return draft;
    }

    public override async Task Compare(IReadOnlyList<ImportDraft> drafts, CancellationToken ct)
    {
        var names = drafts.Cast<Draft>().Select(d => d.Name).Distinct().ToList();
        var found = await Run.Look.Set<Place>().AsNoTracking().Where(p => p.ValidTo == null && names.Contains(p.Name)).ToListAsync(ct);
        var codes = drafts.Cast<Draft>().Select(d => d.Uscc).OfType<string>().Distinct().ToList();
        var owners = codes.Count == 0 ? [] : (
                    await Run
                        .Look.Set<Organisation>()
                        .Where(o => o.ValidTo == null && codes.Contains(o.Uscc!))
                        .Select(o => new
                        {
                            o.Uscc,
                            o.Id,
                            o.AreaCode,
                        })
                        .ToListAsync(ct)
                ).Where(o => Run.Owns(o.AreaCode)).DistinctBy(o => o.Uscc).ToDictionary(o => o.Uscc!, o => o.Id);
        foreach (var draft in drafts.Cast<Draft>())
        {
            if (draft.Uscc is not null)
            {
                if (!owners.TryGetValue(draft.Uscc, out var owner))
                {
                    draft.Refuse("registry.organisation-unknown", "Uscc");
                    continue;
                }
                draft.RunBy = owner;
            }
            Run.FindBuilding(draft, isNeeded: false);
            var area = Run.AreaOf(draft);
            var same = found.Find(p =>
                p.Name == draft.Name
                && p.Type == draft.Type
                && (p.Address == draft.AddressText || draft.AddressText.Length == 0)
                && (area is null || p.AreaCode[..Math.Min(15, p.AreaCode.Length)] == area[..Math.Min(15, area.Length)])
            );
            if (same is null)
            {
                draft.At = area ?? "";
                continue;
            }
            if (!Run.Owns(same.AreaCode))
            {
                draft.Refuse("registry.area-foreign", "Address");
                continue;
            }
            draft.Know(RecordKind.Place, same.Id);
            draft.Compare("Lon", draft.Lon, same.Lon);
            draft.Compare("Lat", draft.Lat, same.Lat);
            draft.Compare("Organisation", draft.RunBy, same.OrganisationId);
        }
    }

    public override void Write(ImportDraft row)
    {
        var draft = (Draft)row;
        var place = Filled(
            new Place
            {
                DistrictId = Run.Db.DistrictId,
                Id = Ids.New(Run.Now),
                BuildingId = draft.Building?.Id,
                OrganisationId = draft.RunBy,
                Name = draft.Name,
                Type = draft.Type,
                Address = draft.AddressText,
                Lon = draft.Lon,
                Lat = draft.Lat,
                ValidFrom = Run.Today,
            },
            draft.At
        );
        Run.Keep(place, EntryFace.Of(place));
    }

    public override async Task Fill(ImportDraft row, CancellationToken ct)
    {
        var draft = (Draft)row;
        if (await Tracked<Place>(draft, ct) is not { } place)
            return;
        if (draft.Fills.Contains("Lon"))
            place.Lon = draft.Lon;
        if (draft.Fills.Contains("Lat"))
            place.Lat = draft.Lat;
        if (draft.Fills.Contains("Organisation"))
            place.OrganisationId = draft.RunBy;
        await Told(place, EntryFace.Of(place), draft, ct);
    }
}
