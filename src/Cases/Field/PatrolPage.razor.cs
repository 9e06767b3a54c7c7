using System.Globalization;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Handling;
using Gezhi.Cases.Reporting;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Field;

public sealed partial class PatrolPage
{
    private string key = "";
    private string extent = "";
    private IReadOnlyList<IGrouping<string, Category>> all = [];
    private IReadOnlyList<Category> onSpot = [];
    private Dictionary<string, string> labels = [];

    [Inject]
    private CreateReport Reporting { get; set; } = null!;

    [Inject]
    private SolveOnSpot Solving { get; set; } = null!;

    [Inject]
    private PlaceSearch Places { get; set; } = null!;

    [Inject]
    private MapPicture Map { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    private bool IsSolved => Sent("Mode") == "solved";

    /// <summary>A browser does not give files back to a form that was refused.</summary>
    private bool HadFiles =>
        Refused is not null && Http is { Request.HasFormContentType: true } http && http.Request.Form.Files.Any(f => f.Length > 0);

    protected override async Task Fetch()
    {
        key = Sent("Key") is { Length: > 0 } sent ? sent : Ids.New(Now).ToString("N");
        var catalogue = await Desk.Catalogue(Aborted);
        var inUse = catalogue.Categories.Where(c => c.IsInUse).ToList();
        all = [.. inUse.GroupBy(c => catalogue.NameOf(c.ParentKey))];
        onSpot = [.. inUse.Where(c => c.MaySolveOnSpot)];
        extent = Map.ExtentText(Desk.Db.DistrictId.ToString(CultureInfo.InvariantCulture));
        labels = new()
        {
            ["Text"] = T["看到了什么"],
            ["CategoryKey"] = T["类别"],
            ["PlaceText"] = T["地点"],
        };
    }

    private Task Send() =>
        Try(async () =>
        {
            var form = Http!.Request.Form;
            var photos = await Files(form, "Photos");
            if (IsSolved)
            {
                await Solve(form, photos);
                return "/field?said=solved";
            }
            var receipt = await Report(form, photos);
            return $"/field?said=reported&no={receipt.ReceiptNo}";
        });

    private Task<CreateReport.Receipt> Report(IFormCollection form, IReadOnlyList<IncomingFile> photos) =>
        Reporting.Run(
            new CreateReport.Command(
                Channel.GridPatrol,
                Sent("Text"),
                Number("Lon"),
                Number("Lat"),
                AccuracyMetres: Number("AccuracyMetres"),
                PlaceText: Sent("PlaceText"),
                CategoryKey: Sent("CategoryKey") is { Length: > 0 } category ? category : null,
                IsUrgent: form["IsUrgent"] == "true",
                SaidAt: DeviceAt
            ),
            photos,
            key,
            Actor,
            Aborted
        );

    private async Task<MoveResult> Solve(IFormCollection form, IReadOnlyList<IncomingFile> before)
    {
        var (lon, lat) = (Number("Lon"), Number("Lat"));
        if ((lon is null || lat is null) && Sent("PlaceText") is { Length: > 0 } words && await Places.Best(words, Aborted) is { } found)
            (lon, lat) = (found.Lon, found.Lat);
        if (lon is null || lat is null)
            throw new RuleViolation("spot.place");
        var command = new SolveOnSpot.Command(Sent("SpotCategoryKey"), Sent("Text"), lon.Value, lat.Value, Sent("PlaceText"), DeviceAt);
        return await Solving.Run(command, before, await Files(form, "AfterPhotos"), key, Actor, Aborted);
    }

    private DateTime? DeviceAt =>
        DateTime.TryParse(
            Sent("DeviceAt"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    private double? Number(string name) =>
        double.TryParse(Sent(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task<IReadOnlyList<IncomingFile>> Files(IFormCollection form, string name)
    {
        var named = new FormFileCollection();
        named.AddRange(form.Files.Where(f => f.Name == name));
        return FormOrJson.Files(named, Aborted);
    }
}
