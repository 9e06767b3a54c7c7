using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Joining;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Resident;

public sealed partial class NearPage
{
    private IReadOnlyList<AlsoMe.Near>? near;
    private IReadOnlyList<string> placeErrors = [];
    private CatalogueOf catalogue = null!;
    private bool isHeard;

    [SupplyParameterFromQuery(Name = "Lon")]
    private string? LonText { get; set; }

    [SupplyParameterFromQuery(Name = "Lat")]
    private string? LatText { get; set; }

    [SupplyParameterFromQuery(Name = "PlaceText")]
    private string? PlaceText { get; set; }

    [SupplyParameterFromQuery(Name = "followed")]
    private string? Followed { get; set; }

    [Inject]
    private AlsoMe Matters { get; set; } = null!;

    [Inject]
    private MyFollows Follows { get; set; } = null!;

    [Inject]
    private Catalogues Catalogues { get; set; } = null!;

    [Inject]
    private PlaceSearch Search { get; set; } = null!;

    [Inject]
    private GezhiDb Db { get; set; } = null!;

    [Inject]
    private PublicWords Words { get; set; } = null!;

    [Inject]
    private AreaWords Areas { get; set; } = null!;

    [Inject]
    private Moments Moments { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private double? Lon { get; set; }

    private double? Lat { get; set; }

    private string Place { get; set; } = "";

    private string Key => Sent("Key") is { Length: >= 8 and <= 64 } key ? key : ReportForm.NewKey();

    private Dictionary<string, string> Labels => new() { ["Phone"] = T["您的电话"], ["Text"] = T["想说点什么"] };

    private bool IsPostOfMissing =>
        Sent("_handler") is { } name
        && name.StartsWith("also-", StringComparison.Ordinal)
        && near?.Any(n => name == $"also-{n.CaseId}") != true;

    protected override async Task Fetch()
    {
        Http?.NotForOthers();
        catalogue = await Catalogues.Of(Db, Aborted);
        (Lon, Lat) = (Degrees(Sent("Lon") is { Length: > 0 } x ? x : LonText), Degrees(Sent("Lat") is { Length: > 0 } y ? y : LatText));
        Place = (Sent("PlaceText") is { Length: > 0 } typed ? typed : PlaceText) ?? "";
        if (Place.Length > 200)
            Place = Place[..200];
        if ((Lon is null || Lat is null) && Place.Length > 0)
        {
            if (await Search.Best(Place, Aborted) is { } found)
                (Lon, Lat) = (found.Lon, found.Lat);
            else
                placeErrors = [T["没有找到这个地方，换个路口、店名或小区名试试"]];
        }
        isHeard = await Follows.PhoneHeardByBrowser(Reader, Aborted) is not null;
        if (Lon is { } lon && Lat is { } lat)
            near = await Matters.Around(lon, lat, Aborted);
    }

    private async Task Also()
    {
        string? next = null;
        await TryForm(async () =>
        {
            if (!Guid.TryParse(Sent("CaseId"), out var caseId) || Lon is not { } lon || Lat is not { } lat)
                throw new RuleViolation("near.gone");
            var english = Culture.TwoLetterISOLanguageName == "en";
            var command = new AlsoMe.Command(caseId, lon, lat, Sent("Text"), Place, Sent("Phone"), english ? "en" : "zh-CN");
            if (Sent("Do") is "follow" or "follow-push")
            {
                var medium = Sent("Do") == "follow" ? Media.Sms : Media.Push;
                await Matters.Follow(command with { Medium = medium }, Reader, Aborted);
                next = $"/near?Lon={Number(Lon)}&Lat={Number(Lat)}&PlaceText={Uri.EscapeDataString(Place)}&followed={medium}";
                return;
            }
            next = "/receipt/" + (await Matters.Run(command, Key, Reader, Aborted)).ReceiptNo;
        });
        if (next is not null)
            Navigation.NavigateTo(next);
    }

    private string Sent(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    private static double? Degrees(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= 180
            ? degrees
            : null;

    private static string? Number(double? degrees) => degrees?.ToString("0.######", CultureInfo.InvariantCulture);
}
