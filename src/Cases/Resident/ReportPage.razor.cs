using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Reporting;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Resident;

public sealed partial class ReportPage
{
    /// <summary>The picture to press on without script; narrow enough for the smallest phone, because it must not be scaled.</summary>
    private const int SheetWidth = 264;
    private const int SheetHeight = 300;

    /// <summary>Zoom steps of a press: three presses from the district to the house.</summary>
    private const double StepsCloser = 2.7;

    private ReportForm typed = new();
    private IReadOnlyList<DraftFile> kept = [];
    private CatalogueOf catalogue = null!;
    private MapView? sheet;
    private string extent = "";
    private string? placeNote;
    private string? ownPhone;
    private bool lostFiles;
    private bool isOutside;
    private bool hasFiles;
    private IReadOnlyList<OwnOpen.Row> own = [];

    [Inject]
    private OwnOpen OwnOpen { get; set; } = null!;

    [Inject]
    private Supplement Supplementing { get; set; } = null!;

    [Inject]
    private Moments Moments { get; set; } = null!;

    [Inject]
    private PublicWords Words { get; set; } = null!;

    [Inject]
    private CreateReport Reporting { get; set; } = null!;

    [Inject]
    private Drafts Drafts { get; set; } = null!;

    [Inject]
    private Catalogues Catalogues { get; set; } = null!;

    [Inject]
    private GezhiDb Db { get; set; } = null!;

    [Inject]
    private ResidentPhones Phones { get; set; } = null!;

    [Inject]
    private PlaceWords Places { get; set; } = null!;

    [Inject]
    private MapPicture Picture { get; set; } = null!;

    [Inject]
    private Promises Promises { get; set; } = null!;

    [Inject]
    private StageLimits Limits { get; set; } = null!;

    [Inject]
    private ReportGate Gate { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task Fetch()
    {
        ownPhone = await Phones.Of(Actor, Aborted);
        catalogue = await Catalogues.Of(Db, Aborted);
        var district = Db.DistrictId.ToString(CultureInfo.InvariantCulture);
        extent = Picture.ExtentText(district);
        if (extent.Length > 0)
            sheet = Picture.Around(district, SheetWidth, SheetHeight);
    }

    /// <summary>Sends the report, or does what another button of the form asks.</summary>
    private async Task Send()
    {
        var form = await Http!.Request.ReadFormAsync(Aborted);
        typed = ReportForm.Read(form);
        var whole = sheet;
        sheet = PressedMap.Read(typed.Sheet, SheetWidth, SheetHeight) ?? whole;
        if (Gate.Ask(Http!) is { } wait)
        {
            Wait(wait, form.Files.Count > 0);
            return;
        }
        var files = await ReportFiles.Read(form.Files, Problems, Culture, Aborted);
        hasFiles = files.Good.Count > 0;
        if (form["drop"].ToString() is { Length: > 0 } hash)
            Drafts.Drop(typed.Draft, hash);
        else if (form["sheet"] == "whole")
            sheet = whole;
        else if (Pressed(form, "pick.x") is { } x && Pressed(form, "pick.y") is { } y)
            await Pick(x, y);
        else if ((form["addto"].ToString(), form["callme"].ToString()) is var (addTo, callMe) && (addTo + callMe).Length > 0)
        {
            if (await AddTo(callMe.Length > 0 ? callMe : addTo, callMe.Length > 0, files))
            {
                Navigation.NavigateTo($"/receipt/{(callMe.Length > 0 ? callMe : addTo)}?more=1#more");
                return;
            }
        }
        else if (!form.ContainsKey("look") && !await AsksOwn(form, files) && await Create(files) is { } receipt) // "look": the same form in another language or size
        {
            Navigation.NavigateTo($"/receipt/{receipt.ReceiptNo}");
            return;
        }
        await KeepFiles(files.Good);
        NamePlace();
    }

    /// <summary>
    /// Whoever proved the own phone and has something open near there is asked once whether this belongs to it. A phone that was only typed is
    /// not looked up: anybody can type anybody's.
    /// </summary>
    private async Task<bool> AsksOwn(IFormCollection form, ReportFiles files)
    {
        if (ownPhone is null || !typed.UseMyPhone || typed.Phone.Length > 0 || form.ContainsKey("anyway") || files.Bad.Count > 0)
            return false;
        if (typed.Text.Trim().Length == 0 && !hasFiles && typed.Draft is null)
            return false;
        own = await OwnOpen.Run(ownPhone, typed.Lon, typed.Lat, Aborted);
        return own.Count > 0;
    }

    /// <summary>What was written and photographed goes to the open report, by the person whose phone stands on it.</summary>
    private async Task<bool> AddTo(string receiptNo, bool wantsCall, ReportFiles files)
    {
        own = await OwnOpen.Run(ownPhone, null, null, Aborted);
        if (own.All(o => o.ReceiptNo != receiptNo))
            return false;
        var before = await Drafts.Read(typed.Draft, Aborted);
        return await TryForm(() =>
            Supplementing.Run(
                receiptNo,
                new Supplement.Command(TextElements.Cut(typed.Text, 1000), wantsCall),
                [.. before, .. files.Good],
                Reader,
                Aborted
            )
        );
    }

    /// <summary>Too often from this address: files are not even read; what was typed and kept before stays.</summary>
    private void Wait(TimeSpan wait, bool hasFiles)
    {
        Http!.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        Refuse(Explained("too-many-requests", StatusCodes.Status429TooManyRequests));
        (kept, lostFiles) = (Drafts.List(typed.Draft), hasFiles);
        NamePlace();
    }

    /// <returns>Null when it was refused; the page says why.</returns>
    private async Task<CreateReport.Receipt?> Create(ReportFiles files)
    {
        if (files.Bad.Count > 0)
        {
            Refuse(Explained("input.invalid", StatusCodes.Status400BadRequest) with { Errors = files.Bad });
            return null;
        }
        CreateReport.Receipt? receipt = null;
        var before = await Drafts.Read(typed.Draft, Aborted);
        await Places.FromPhotos(typed, [.. before, .. files.Good], Aborted);
        if (AskForPlace(before.Count > 0) is { } asked)
        {
            RefuseAt("PlaceText", asked);
            return null;
        }
        if (
            !await TryForm(async () =>
                receipt = await Reporting.Run(
                    typed.Command(Culture, ownPhone),
                    [.. before, .. files.Good],
                    ReceiptDoor.OwnKey(Http!.Request, typed.Key, Reader),
                    Reader,
                    Aborted
                )
            )
        )
            PointToField();
        return receipt;
    }

    /// <summary>
    /// A phone that stands in another district must not be a dead end: its point is dropped and the words count. Without any place the
    /// page asks once; who does not know presses again.
    /// </summary>
    /// <returns>The question; null when the report can go.</returns>
    private Problem? AskForPlace(bool hasDraft)
    {
        if (typed is { PlaceBy: "gps", Lon: { } lon, Lat: { } lat } && Places.AreaAt(lon, lat) is null)
        {
            (typed.Lon, typed.Lat, typed.AccuracyMetres, typed.PlaceBy) = (null, null, null, null);
            if (typed.HasNoPlace)
                return Explained("report.away", StatusCodes.Status400BadRequest);
        }
        if (!typed.HasNoPlace || typed.PlaceAsked || (!hasFiles && !hasDraft && string.IsNullOrWhiteSpace(typed.Text)))
            return null;
        typed.PlaceAsked = true;
        return Explained("report.no-place", StatusCodes.Status400BadRequest);
    }

    private void RefuseAt(string field, Problem problem) =>
        Refuse(
            problem with
            {
                Errors = new Dictionary<string, string[]> { [field] = [problem.Detail] },
                Detail = Keeps,
            }
        );

    private string Keeps =>
        typed.HasWords || hasFiles ? T["按下面这一行，可以直接去改。您填的都还在。"] : T["按下面这一行，可以直接去改。"];

    private Problem Explained(string code, int status) => Problems.Explain(new RuleViolation(code), Culture)! with { Status = status };

    /// <summary>A broken rule names its field, so that the note above the form can lead there.</summary>
    private void PointToField()
    {
        if (Refused is { Code: "once.other-content" })
        {
            typed.Key = ReportForm.NewKey();
            Refused = Explained("report.sent-before", Refused.Status);
        }
        if (Refused is { Errors: null } refused && FieldOf(refused.Code) is { } field)
            Refused = refused with
            {
                Detail = Keeps,
                Errors = new Dictionary<string, string[]> { [field] = [refused.Detail] },
            };
    }

    private static string? FieldOf(string code) =>
        code switch
        {
            "report.nothing-said" => "Text",
            "report.too-many-photos" or "file.too-many" => "Photos",
            "place.outside" => "PlaceText",
            _ when code.StartsWith("file.", StringComparison.Ordinal) => "Photos",
            _ => null,
        };

    private async Task Pick(double x, double y)
    {
        if (sheet is null)
            return;
        var place = sheet.ToLonLat(x, y);
        if (await Places.NameAt(place.Lon, place.Lat, Aborted) is not { } name)
        {
            isOutside = true;
            return;
        }
        (typed.Lon, typed.Lat, typed.AccuracyMetres, typed.PlaceBy) = (place.Lon, place.Lat, null, "map");
        if (typed.PlaceText.Length == 0 || typed.PlaceText == typed.PlaceNamed)
            typed.PlaceText = typed.PlaceNamed = name;
        sheet = sheet.CloserTo(place, StepsCloser);
    }

    private void NamePlace()
    {
        if (isOutside)
            placeNote = T["这个位置不在本区范围内，请再看一看"];
        else if (typed is { Lon: { } lon, Lat: { } lat })
            placeNote = Places.AreaAt(lon, lat) is { } area
                ? typed.PlaceBy == "photo"
                    ? T["{0} · 按照片拍摄的地方", area]
                    : T["{0} · 已标在地图上", area]
                : T["这个位置不在本区范围内，请再看一看"];
    }

    private async Task KeepFiles(IReadOnlyList<IncomingFile> good)
    {
        typed.Draft = await Drafts.Keep(typed.Draft, good, Clock.UtcNow, Aborted);
        kept = Drafts.List(typed.Draft);
        lostFiles = good.Any(f => kept.All(k => k.Hash != Convert.ToHexStringLower(SHA256.HashData(f.Bytes))));
    }

    private static double? Pressed(IFormCollection form, string name) =>
        double.TryParse(form[name].ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var at) && Math.Abs(at) < 10_000
            ? at
            : null;
}
