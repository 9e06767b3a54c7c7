using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Centre;

/// <summary>Takes a report down in somebody's name. 代录诉求</summary>
public sealed partial class NewReportPage : GezhiPage
{
    private static readonly Channel[] Channels =
    [
        Channel.Hotline,
        Channel.WalkIn,
        Channel.Leader,
        Channel.Visit,
        Channel.DigitalCity,
        Channel.CitizenApp,
    ];

    private CreateReport.Receipt? receipt;
    private Problem? refused;
    private IReadOnlyList<OwnOpen.Row> own = [];
    private string? added;
    private string extent = "";
    private string key = "";

    [CascadingParameter]
    private Actor Actor { get; set; } = null!;

    [Inject]
    private CreateReport Create { get; set; } = null!;

    [Inject]
    private OwnOpen OwnOpen { get; set; } = null!;

    [Inject]
    private Supplement Supplementing { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private StaffWords Words { get; set; } = null!;

    [Inject]
    private MapPicture Picture { get; set; } = null!;

    [Inject]
    private ProblemMapper Problems { get; set; } = null!;

    private bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    private Dictionary<string, string> Labels =>
        new()
        {
            ["Text"] = T["诉求内容"],
            ["Phone"] = T["联系电话"],
            ["NeighbourPhone"] = T["代邻居上报：邻居电话"],
            ["PlaceText"] = T["地点"],
            ["ChannelNo"] = T["对方编号"],
        };

    protected override void OnInitialized()
    {
        extent = Picture.ExtentText(Scope.Of(Actor).RootCode);
        key = Typed("Key") ?? Platform.Ids.New(Desk.Now).ToString("N");
    }

    private async Task Take()
    {
        var ct = Http!.RequestAborted;
        try
        {
            var (command, files) = await FormOrJson.Read<CreateReport.Command>(Http.Request, ct);
            if (!Channels.Contains(command.Channel))
                throw new RuleViolation("report.channel");
            if (await Belongs(command, files, ct))
                return;
            receipt = await Create.Run(command with { IsForNeighbour = command.NeighbourPhone is not null }, files, key, Actor, ct);
        }
        catch (Exception e) when (Problems.Explain(e, Culture) is not null)
        {
            Desk.Db.Forget(); // half a report must not be saved by a later step
            refused = Problems.Explain(e, Culture);
            Http.Response.StatusCode = refused!.Status;
        }
    }

    /// <summary>The caller has something open near there: the colleague asks whether this is the same, and adds to it or takes it down anew.</summary>
    /// <returns>True: nothing new is taken down now.</returns>
    private async Task<bool> Belongs(CreateReport.Command command, IReadOnlyList<Platform.Files.IncomingFile> files, CancellationToken ct)
    {
        if (Typed("Anyway") is not null || await Once.IsKnown(Desk.Db, CreateReport.KeyScope, key, ct))
            return false; // a form that is sent again gets its own receipt again
        var (addTo, callMe) = (Typed("AddTo"), Typed("CallMe"));
        if (addTo is null && callMe is null)
        {
            own = await OwnOpen.ForColleague(command.Phone, command.Lon, command.Lat, Actor, ct);
            return own.Count > 0;
        }
        own = await OwnOpen.ForColleague(command.Phone, null, null, Actor, ct);
        if (own.FirstOrDefault(o => o.ReceiptNo == (callMe ?? addTo)) is not { } row)
            throw new NotFound("receipt");
        var said = Platform.Text.TextElements.Cut(command.Text ?? "", 1000);
        await Supplementing.Run(row.ReceiptNo, new Supplement.Command(said, callMe is not null), files, Actor, ct);
        (added, own) = (row.ReceiptNo, []);
        return true;
    }

    private string? Typed(string name) =>
        IsPosted && Http!.Request.HasFormContentType && Http.Request.Form[name].ToString() is { Length: > 0 } typed ? typed : null;

    private double? Number(string name) =>
        double.TryParse(Typed(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
