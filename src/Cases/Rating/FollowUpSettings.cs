using Gezhi.Platform.Time;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Rating;

/// <summary>How it is asked whether people were helped, after the closing. 评价回访抽查设置</summary>
/// <remarks>Configuration section <c>Cases:FollowUp</c>. When a call-back is due is the stage limit 回访 of the district's page of deadlines.</remarks>
public sealed class FollowUpSettings
{
    public FollowUpSettings(IConfiguration configuration) => configuration.GetSection("Cases:FollowUp").Bind(this);

    /// <summary>For the shift leader to decide on a bad rating; working minutes, one day.</summary>
    public int ReviewMinutes { get; set; } = 480;

    /// <summary>Lowest satisfaction (1–5) that needs no review.</summary>
    public int ContentFrom { get; set; } = 3;

    /// <summary>When residents may be called, every day of the week; each window is another time of day for the next attempt.</summary>
    public string CallWindows { get; set; } = "09:00-12:00,14:30-18:00,18:00-20:00";

    /// <summary>So many times nobody answers: 未接通, neither good nor bad.</summary>
    public int MostAttempts { get; set; } = 3;

    /// <summary>Of the cases that a grid worker solved on the spot, percent drawn for a re-check.</summary>
    public int OnSpotPercent { get; set; } = 20;

    /// <summary>Of the cases with rework or reopening, percent drawn.</summary>
    public int ReworkPercent { get; set; } = 10;

    /// <summary>Of all others, percent drawn.</summary>
    public int OtherPercent { get; set; } = 5;

    /// <summary>Address under which residents reach this installation, for links in messages; null: the receipt number only.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Working minutes of a review.</summary>
    internal TimeLimit ReviewLimit => new(ReviewMinutes / 60d, LimitUnit.WorkHour);
}
