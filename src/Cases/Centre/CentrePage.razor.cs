using Gezhi.Cases.CasePages;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Centre;

/// <summary>Reads what the centre shows and runs what its card posts. 态势页</summary>
public sealed partial class CentrePage : GezhiPage
{
    private readonly DateTime[] halfHours = [.. Enumerable.Range(0, 48).Select(i => DateTime.UnixEpoch.AddMinutes(30 * i))];
    private QueueView? view;
    private Situation.View? situation;
    private OpenCounts counts = new([]);
    private Queue.Page page = new([], null);
    private IReadOnlyList<Notable> notables = [];
    private IReadOnlyList<(string Code, string Name)> areaChoices = [];
    private TriageView? card;
    private PostResult? last;
    private IFormCollection? kept;
    private string extent = "";
    private DateTime now;
    private int halfHour;
    private long feed;

    [CascadingParameter]
    private Actor Actor { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private Queue Queue { get; set; } = null!;

    [Inject]
    private QueueWords Words { get; set; } = null!;

    [Inject]
    private Situation Situation { get; set; } = null!;

    [Inject]
    private Triage Triage { get; set; } = null!;

    [Inject]
    private CasePost Post { get; set; } = null!;

    [Inject]
    private AreaWords Areas { get; set; } = null!;

    [Inject]
    private MapPicture Picture { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private QueueView View => view ??= QueueView.Read(Http!.Request.Query);

    private bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    /// <summary>Walking through the queue only needs the card; everything around it stays as it is.</summary>
    private bool IsCardOnly => !IsPosted && View.Case is not null && Http!.Request.Headers["X-Part"] == "panel";

    protected override async Task Fetch()
    {
        if (!IsPosted)
            await Load();
    }

    private async Task Submit()
    {
        if (!Guid.TryParse(View.Case, out var caseId))
            throw new NotFound("case");
        last = await Post.Run(caseId, Http!.Request, Actor, Http.RequestAborted);
        if (last.IsDone)
        {
            Navigation.NavigateTo((View with { Try = null }).Href());
            return;
        }
        kept = Http.Request.Form;
        Http.Response.StatusCode = last.Problem?.Status ?? StatusCodes.Status200OK;
        await Load();
    }

    private async Task Load()
    {
        var ct = Http!.RequestAborted;
        now = Desk.Now;
        if (View.Case is { } key)
            card = await Triage.Run(key, View.Try, Actor, ct);
        if (IsCardOnly)
            return;
        var scope = Scope.Of(Actor);
        feed = await Situation.Feed(ct);
        page = await Queue.Run(View.Tab, View.Filter, View.After, Actor, ct);
        situation = await Situation.Run(scope, feed, Actor, ct);
        counts = View.Filter.IsEmpty ? situation.Counts : await OpenCounts.Read(Desk, View.Filter, scope, Actor, ct);
        notables = await Situation.Notable(situation, scope, feed, Actor, ct);
        extent = Picture.ExtentText(scope.RootCode);
        halfHour = (int)(Desk.Calendar.Local(now).TimeOfDay.TotalMinutes / 30);
        areaChoices =
        [
            .. situation
                .Counts.Rows.Select(r => r.PartCode)
                .Union(situation.Parts.Select(p => p.PartCode))
                .Where(code => code.Length == scope.PartLength)
                .Order(StringComparer.Ordinal)
                .Select(code => (code, Areas.Name(code))),
        ];
    }

    private string HalfHour(int slot) => halfHours[slot].ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
