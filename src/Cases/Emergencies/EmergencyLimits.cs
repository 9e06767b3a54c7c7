using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Emergencies;

/// <summary>Limits of alarms and reports upward; configuration section <c>Cases:Emergency</c>. 应急时限</summary>
/// <remarks>Defaults are ours; a city enters its own regulation.</remarks>
public sealed class EmergencyLimits
{
    public EmergencyLimits(IConfiguration configuration) => configuration.GetSection("Cases:Emergency").Bind(this);

    /// <summary>Who did not answer is reminded after so many minutes, and again.</summary>
    public int ReminderMinutes { get; set; } = 2;

    /// <summary>Reminders, then it is written on the record.</summary>
    public int MostReminders { get; set; } = 3;

    /// <summary>The group should stand together within so many minutes.</summary>
    public int MusterMinutes { get; set; } = 5;

    /// <summary>首报, from the alarm.</summary>
    public int FirstReportMinutes { get; set; } = 30;

    /// <summary>续报, from the report before.</summary>
    public int FollowUpMinutes { get; set; } = 120;

    /// <summary>终报, from the end.</summary>
    public int FinalReportMinutes { get; set; } = 1440;
}
