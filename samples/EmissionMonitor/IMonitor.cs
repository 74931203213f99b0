namespace EmissionMonitor;

/// <summary>Something that estimates a gas hour by hour: it is asked first, and then told what was measured.</summary>
internal interface IMonitor
{
    float Estimate(Reading hour);
}
