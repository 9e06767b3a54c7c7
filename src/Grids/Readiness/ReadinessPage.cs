using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Grids.Readiness;

/// <summary>Base of the pages of readiness: the area, the form that was posted, times in the deployment's zone. 值守页面基类</summary>
public abstract class ReadinessPage : GezhiPage
{
    [Inject]
    protected ReadinessScope Scope { get; set; } = null!;

    [Inject]
    protected ReadinessWords Words { get; set; } = null!;

    [Inject]
    private RevealPhone Revealing { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Area code asked for.</summary>
    [SupplyParameterFromQuery(Name = "area")]
    public string? Asked { get; set; }

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    /// <summary>A phone that was opened just now, and of which row.</summary>
    protected (Guid Row, string Phone)? Opened { get; private set; }

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Reads the page again after a form; <see cref="GezhiPage.Fetch"/> calls it too.</summary>
    protected abstract Task Load();

    protected override Task Fetch() => Load();

    /// <summary>Does what the form asks and shows the page anew; a refusal stays on it with what was typed.</summary>
    /// <param name="work">By the value of the field <c>Do</c>; null for a form that this page does not know.</param>
    protected async Task Submit(Func<string, Task?> work)
    {
        var done = await Try(async () =>
        {
            if (Form("Do") == "reveal")
            {
                var row = Id("Row") ?? throw new InvalidInput("Row", "input.invalid");
                Opened = (row, await Revealing.Run(Form("Kind"), row, Form("Purpose"), Actor, Aborted) ?? T["没有电话"]);
                return;
            }
            await (work(Form("Do")) ?? throw new InvalidInput("Do", "input.invalid"));
        });
        Scope.Db.Forget();
        if (done && Opened is null)
            Navigation.NavigateTo(Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Load();
    }

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected Guid? Id(string name) => Guid.TryParse(Form(name), out var id) ? id : null;

    protected Guid NeededId(string name) => Id(name) ?? throw new InvalidInput(name, "input.required");

    protected int Number(string name) =>
        int.TryParse(Form(name), CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidInput(name, "input.invalid");

    protected DateOnly? On(string name) =>
        DateOnly.TryParseExact(Form(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>UTC of a local date and time of a form.</summary>
    protected DateTime LocalTime(string name) =>
        DateTime.TryParseExact(Form(name), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? Scope.Calendar.Utc(local)
            : throw new InvalidInput(name, "input.required");

    protected string Clock(DateTime at) => Scope.Calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected DateOnly Today => Scope.Calendar.LocalDay(Scope.Now);

    protected bool Keeps(string areaCode) => Actor.PostFor(Permission.KeepReadiness, areaCode) is not null;
}
