using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Gezhi.Workforce.Evaluation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Workforce.Pages;

/// <summary>Base of the pages of evaluation: who reads, what was posted, how points, grades and days are written. 考核页面基类</summary>
public abstract class EvaluationFace : GezhiPage
{
    [Inject]
    protected ReadEvaluation Reading { get; set; } = null!;

    [Inject]
    protected EvaluationCases Behind { get; set; } = null!;

    [Inject]
    protected EvaluationNames Names { get; set; } = null!;

    [Inject]
    protected GezhiDb Db { get; set; } = null!;

    [Inject]
    protected AreaBook AreaNames { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>What the address asks for; empty when it does not.</summary>
    protected string Query(string name) => Http!.Request.Query[name].ToString() is { Length: <= 60 } value ? value : "";

    /// <summary>A month that cannot be read is the newest one.</summary>
    protected async Task<int> AskedMonth()
    {
        try
        {
            return await Reading.Month(Query("month"), Aborted);
        }
        catch (InvalidInput)
        {
            return await Reading.Month(null, Aborted);
        }
    }

    /// <summary>Does what the form asks, then shows the page anew; a refusal stays on it with what was typed.</summary>
    protected async Task Submit(Func<string, Task<string?>> work)
    {
        string? next = null;
        var done = await Try(async () => next = await work(Form("Do")));
        Db.Forget();
        if (done)
            Navigation.NavigateTo(next ?? Http!.Request.Path.Value + Http.Request.QueryString.Value);
        else
            await Fetch();
    }

    protected static Task<string?> Unknown() => throw new InvalidInput("Do", "input.invalid");

    protected string Form(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected int? Seen => int.TryParse(Form("Version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    protected Guid PostedId(string name) => Guid.TryParse(Form(name), out var id) ? id : throw new InvalidInput(name, "input.required");

    protected string NewKey() => Ids.New(Reading.Now).ToString("N");

    /// <summary>Photos of the form; empty file boxes are left out.</summary>
    /// <exception cref="RuleViolation"><c>file.too-large</c>.</exception>
    protected async Task<IReadOnlyList<IncomingFile>> Photos()
    {
        var read = new List<IncomingFile>();
        foreach (var file in Http!.Request.Form.Files.Where(f => f.Length > 0))
        {
            if (file.Length > FileIntake.LongestPhoto)
                throw new RuleViolation("file.too-large", file.FileName, FileIntake.LongestPhoto >> 20);
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, Aborted);
            read.Add(new IncomingFile(Path.GetFileName(file.FileName), bytes.ToArray()));
        }
        return read;
    }

    protected string MonthName(int month) => T["{0} 年 {1} 月", month / 100, month % 100];

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string Clock(DateTime at) => Reading.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected string AreaName(string code) => AreaNames.NameOf(code) ?? code;

    protected static string Points(double? points) => ReadEvaluation.Number(points) ?? "—";

    protected static string Percent(double? share) => share is { } s ? (s * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "—";

    protected static string Weight(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>Letter and word: colour alone says nothing.</summary>
    protected string GradeWord(string grade) => string.Join("–", grade.Split('–').Select(Word));

    private string Word(string letter) =>
        letter switch
        {
            "A" => T["优秀"],
            "B" => T["良好"],
            "C" => T["中等"],
            "D" => T["较差"],
            _ => T["很差"],
        };

    protected string Reason(ExclusionReason why) =>
        why switch
        {
            ExclusionReason.ForceMajeure => T["不可抗力"],
            ExclusionReason.NotTheirs => T["责任不在本方"],
            ExclusionReason.FiledByMistake => T["误立案"],
            ExclusionReason.WrongData => T["数据有误"],
            _ => T["其他原因"],
        };

    protected string StateName(AppealState state) =>
        state switch
        {
            AppealState.Open => T["等待裁决"],
            AppealState.Upheld => T["申诉成立"],
            AppealState.Refused => T["申诉不成立"],
            _ => T["已撤回"],
        };

    protected static string Look(AppealState state) =>
        state switch
        {
            AppealState.Open => "doing",
            AppealState.Upheld => "done",
            AppealState.Refused => "late",
            _ => "hold",
        };

    protected static string CaseHref(Guid caseId, string? caseNo) => $"/cases/{caseNo ?? caseId.ToString()}";

    protected static string SubjectHref(string scheme, string subject, int month) =>
        $"/evaluation/{scheme}/{Uri.EscapeDataString(subject)}?month={month}";
}
