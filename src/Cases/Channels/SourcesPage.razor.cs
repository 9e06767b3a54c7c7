using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Channels;

/// <summary>The administrator's list of connected systems; keys are shown once. 来源系统页</summary>
public sealed partial class SourcesPage : GezhiPage
{
    private IReadOnlyList<SourceRow> rows = [];
    private IReadOnlyList<FailureRow> failures = [];
    private KeepSources.Shown? shown;
    private SourceRow? editing;
    private DateTime now;

    [CascadingParameter]
    private Actor Actor { get; set; } = null!;

    [Inject]
    private KeepSources Keep { get; set; } = null!;

    [Inject]
    private ReadSources Read { get; set; } = null!;

    [Inject]
    private StaffWords Words { get; set; } = null!;

    [Inject]
    private TimeWords Times { get; set; } = null!;

    [Inject]
    private ProblemTexts Reasons { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "source")]
    private Form Input { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "act")]
    private Choice? Chosen { get; set; }

    [SupplyParameterFromQuery]
    private string? Edit { get; set; }

    [SupplyParameterFromQuery]
    private string? Saved { get; set; }

    private Dictionary<string, string> Labels =>
        new()
        {
            ["Name"] = T["名称"],
            ["Channel"] = T["渠道"],
            ["CallbackUrl"] = T["回调地址"],
            ["LimitAMinute"] = T["每分钟最多请求"],
        };

    protected override async Task Fetch()
    {
        await Load();
        editing = rows.FirstOrDefault(r => r.Id.ToString() == Edit && r.RetiredAt is null);
        Input ??= editing is { } row ? Form.Of(row) : new Form();
    }

    private async Task Load()
    {
        now = Clock.UtcNow;
        (rows, failures) = (await Read.All(Http!.RequestAborted), await Read.Failures(Http.RequestAborted));
    }

    private async Task Submit()
    {
        var limit = int.TryParse(Input.LimitAMinute, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var command = new KeepSources.Command(
            Named.One<Channel>(Input.Channel),
            Input.Name ?? "",
            Input.CallbackUrl,
            limit,
            Input.Switches ?? [],
            Input.Version
        );
        var ct = Http!.RequestAborted;
        if (Input.Id is { } id)
        {
            if (await Try(() => Keep.Change(id, command, Actor, ct)))
                Navigation.NavigateTo("/admin/sources?saved=1");
        }
        else if (await Try(async () => shown = await Keep.Connect(command, Actor, ct)))
        {
            Input = new Form();
            await ShowOnce();
        }
    }

    private async Task Act()
    {
        if (Chosen is not { Id: { } id, Do: { } what })
            return;
        var (seen, ct) = (new KeepSources.Seen(Chosen.Version), Http!.RequestAborted);
        if (what == "renew" && await Try(async () => shown = await Keep.Renew(id, seen, Actor, ct)))
            await ShowOnce();
        else if (what == "retire" && await Try(() => Keep.Retire(id, seen, Actor, ct)))
            Navigation.NavigateTo("/admin/sources?saved=1");
    }

    /// <summary>The answer holds a key: no cache keeps it, and reloading does not show it again.</summary>
    private async Task ShowOnce()
    {
        Http!.Response.Headers.CacheControl = "no-store";
        await Load();
        editing = rows.FirstOrDefault(r => r.Id == editing?.Id);
    }

    private string NameOf(Guid sourceId) => rows.FirstOrDefault(r => r.Id == sourceId)?.Name ?? "";

    private string Reason(string code) => Reasons.Find(code, Culture) is { } text && text.Title != code ? text.Title : "";

    private sealed class Form
    {
        public Guid? Id { get; set; }
        public string? Name { get; set; }
        public string? Channel { get; set; }
        public string? CallbackUrl { get; set; }
        public string? LimitAMinute { get; set; } = "60";
        public List<string>? Switches { get; set; }
        public int? Version { get; set; }

        public static Form Of(SourceRow row) =>
            new()
            {
                Id = row.Id,
                Name = row.Name,
                Channel = row.Channel.ToString(),
                CallbackUrl = row.CallbackUrl,
                LimitAMinute = row.LimitAMinute.ToString(CultureInfo.InvariantCulture),
                Switches = [.. row.Switches],
                Version = row.Version,
            };
    }

    private sealed class Choice
    {
        public Guid? Id { get; set; }
        public int? Version { get; set; }
        public string? Do { get; set; }
    }
}
